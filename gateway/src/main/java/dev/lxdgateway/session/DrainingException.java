package dev.lxdgateway.session;

/** The gateway is going away and starts nothing any more. */
public final class DrainingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DrainingException() {
        super("The gateway is shutting down and starts no more commands; ask again in a moment");
    }
}
