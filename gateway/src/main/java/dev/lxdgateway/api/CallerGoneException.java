package dev.lxdgateway.api;

/** A caller that waits for a run which others may join has closed its side of the connection. */
final class CallerGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CallerGoneException() {
        super("The caller's side of the connection is closed; the run can be joined by its Idempotency-Key");
    }
}
