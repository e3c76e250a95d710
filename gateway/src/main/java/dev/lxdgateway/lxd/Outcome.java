package dev.lxdgateway.lxd;

/** How an exec's operation ended. */
public sealed interface Outcome {

    /**
     * The process ran and ended, or could not be executed, which shells and LXD alike tell by 126 and 127.
     *
     * @param code 0 to 255
     */
    record Exited(int code) implements Outcome {}

    /**
     * The server could not start the process.
     *
     * @param error what the server says
     */
    record NotStarted(String error) implements Outcome {}

    /**
     * The server never told.
     *
     * @param why what kept it from telling
     */
    record Unknown(String why) implements Outcome {}
}
