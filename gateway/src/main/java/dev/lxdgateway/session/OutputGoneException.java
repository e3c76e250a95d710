package dev.lxdgateway.session;

/** Output that a caller asks for is no longer kept. */
public final class OutputGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutputGoneException(String session, long start) {
        super("Session '%s' keeps this output from offset %d on; what was before is gone".formatted(session, start));
    }
}
