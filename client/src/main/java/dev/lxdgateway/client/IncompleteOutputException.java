package dev.lxdgateway.client;

/** What was received is not what the gateway says it has sent, by count or digest. */
public final class IncompleteOutputException extends GatewayException {

    private static final long serialVersionUID = 1;

    IncompleteOutputException(String message) {
        super(message, null);
    }
}
