package dev.lxdgateway.api;

/** The server took the exec, and could not start the process. */
final class StartFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartFailedException(String why) {
        super("The server could not start the command: " + why);
    }
}
