package dev.lxdgateway.session;

/** There is no session of that id. */
public sealed class NoSuchSessionException extends RuntimeException permits SessionGoneException, SessionLostException {

    private static final long serialVersionUID = 1L;

    NoSuchSessionException(String message) {
        super(message);
    }

    static NoSuchSessionException of(String id) {
        return new NoSuchSessionException("There is no session '%s'".formatted(id));
    }
}
