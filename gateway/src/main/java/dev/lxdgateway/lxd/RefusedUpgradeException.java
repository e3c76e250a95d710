package dev.lxdgateway.lxd;

import java.io.IOException;

/** The server answered the dial of a WebSocket, and refused it. */
final class RefusedUpgradeException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedUpgradeException(int status, Throwable cause) {
        super("the server refused a WebSocket with status " + status, cause);
        this.status = status;
    }

    /** Whether it refuses everybody for now, and not this client. */
    boolean isTemporary() {
        return status == 503;
    }
}
