package dev.lxdgateway.session;

import java.time.Duration;

/** More is asked for than the gateway's limits allow now; later it may be had. */
public final class LimitExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String limit;
    private final Duration retryAfter;

    /**
     * Names what is exceeded.
     *
     * @param limit the limit's name, as its property has it
     * @param retryAfter when it makes sense to ask again
     */
    public LimitExceededException(String limit, String message, Duration retryAfter) {
        // of those there are thousands in a rush, and whose they are is no riddle
        super(message, null, false, false);
        this.limit = limit;
        this.retryAfter = retryAfter;
    }

    public String limit() {
        return limit;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
