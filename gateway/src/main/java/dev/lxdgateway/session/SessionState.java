package dev.lxdgateway.session;

import java.util.Locale;

/** Where a session is on its way. */
public enum SessionState {
    /** The server knows of the exec; its sockets are being connected. */
    STARTING,
    /** The process runs. */
    RUNNING,
    /** The process has exited; its last output or its exit code is still to come. */
    DRAINING,
    /** All is known and nothing more comes. */
    ENDED;

    /** The word for it in answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
