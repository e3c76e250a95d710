package dev.lxdgateway.client;

import org.jspecify.annotations.Nullable;

/** A call that did not do what was asked. An exit code other than 0 is none: the command ran. */
public abstract sealed class GatewayException extends RuntimeException
        permits ProblemException, ConnectionLostException, IncompleteOutputException {

    private static final long serialVersionUID = 1;

    GatewayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
