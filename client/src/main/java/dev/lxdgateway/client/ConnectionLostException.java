package dev.lxdgateway.client;

import org.jspecify.annotations.Nullable;

/**
 * There was no answer, or not all of it. What was asked may have been done or not; a request with an idempotency key can be
 * asked again without doing it twice.
 */
public final class ConnectionLostException extends GatewayException {

    private static final long serialVersionUID = 1;

    ConnectionLostException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
