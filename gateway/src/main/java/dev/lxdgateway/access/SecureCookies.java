package dev.lxdgateway.access;

import jakarta.servlet.http.HttpServletRequest;

/** Whether cookies are for TLS only. */
enum SecureCookies {
    AUTO,
    ALWAYS,
    NEVER;

    boolean apply(HttpServletRequest request) {
        return switch (this) {
            case AUTO -> request.isSecure();
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }
}
