package dev.lxdgateway.lxd;

/** The server understood the request and refused it. */
public final class LxdRefusedException extends LxdException {

    private static final long serialVersionUID = 1L;

    private final int status;

    LxdRefusedException(String remote, int status, String error) {
        super("Remote '%s' refused: %s (%d)".formatted(remote, error, status), null);
        this.status = status;
    }

    /** The HTTP status that the server gave. */
    public int status() {
        return status;
    }
}
