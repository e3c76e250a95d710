package dev.lxdgateway.session;

/** There was a session of that id, and it is no longer remembered. */
public final class SessionGoneException extends NoSuchSessionException {

    private static final long serialVersionUID = 1L;

    SessionGoneException(String id) {
        super("Session '%s' has ended, and is no longer kept".formatted(id));
    }
}
