package dev.lxdgateway.session;

/** The session's process has exited, so it can't be asked anything any more. */
public final class SessionEndedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SessionEndedException(String id) {
        super("The process of session '%s' has exited".formatted(id));
    }
}
