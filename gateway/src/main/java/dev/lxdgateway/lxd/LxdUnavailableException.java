package dev.lxdgateway.lxd;

import org.jspecify.annotations.Nullable;

/** The server cannot be reached, does not answer in time, or says that it cannot serve now. */
public final class LxdUnavailableException extends LxdException {

    private static final long serialVersionUID = 1L;

    LxdUnavailableException(String remote, String endpoint, String why, @Nullable Throwable cause) {
        super("Remote '%s' (%s) cannot be reached: %s".formatted(remote, endpoint, why), cause);
    }
}
