package dev.lxdgateway.client;

/** Where a session is on its way. */
public enum SessionState {
    /** Its sockets are being connected. */
    STARTING,
    /** The process runs. */
    RUNNING,
    /** The process has exited; its last output or its exit code is still to come. */
    DRAINING,
    /** All is known and nothing more comes. */
    ENDED;

    static SessionState of(String word) {
        return switch (word) {
            case "starting" -> STARTING;
            case "running" -> RUNNING;
            case "draining" -> DRAINING;
            default -> ENDED;
        };
    }
}
