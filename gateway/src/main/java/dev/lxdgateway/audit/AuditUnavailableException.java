package dev.lxdgateway.audit;

import org.jspecify.annotations.Nullable;

/** Something can't be written down, and so is not done. */
public final class AuditUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AuditUnavailableException(@Nullable Throwable cause) {
        super("It can't be written down who does this, and so it is not done; the gateway's log says why", cause);
    }
}
