package dev.lxdgateway.session;

/** There was a session of that id, and the gateway that ran it died. */
public final class SessionLostException extends NoSuchSessionException {

    private static final long serialVersionUID = 1L;

    public SessionLostException(String id) {
        super("Session '%s' is lost: the gateway that ran it ended without telling how the session did; start it again"
                .formatted(id));
    }
}
