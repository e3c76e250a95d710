package dev.lxdgateway.session;

/** There is no session of that id, or it is no longer remembered. */
public final class NoSuchSessionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchSessionException(String id) {
        super("There is no session '%s', or it ended too long ago".formatted(id));
    }
}
