package dev.lxdgateway.session;

/** Somebody asked for what only another may decide. */
public final class NotAllowedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotAllowedException(String message) {
        super(message);
    }
}
