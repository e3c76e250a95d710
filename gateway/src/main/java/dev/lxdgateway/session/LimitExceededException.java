package dev.lxdgateway.session;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** More is asked for than the gateway's limits allow now; later it may be had. */
public final class LimitExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String caller;
    private final String limit;
    private final Duration retryAfter;
    private final transient BooleanSupplier still;

    /**
     * Names what is exceeded, and by whom.
     *
     * @param limit the limit's name, as its property has it
     * @param retryAfter when it makes sense to ask again
     * @param still whether the caller would exceed it now too, with the same request
     */
    public LimitExceededException(
            String caller, String limit, String message, Duration retryAfter, BooleanSupplier still) {
        // of those there are thousands in a rush, and whose they are is no riddle
        super(message, null, false, false);
        this.caller = caller;
        this.limit = limit;
        this.retryAfter = retryAfter;
        this.still = still;
    }

    public String caller() {
        return caller;
    }

    public String limit() {
        return limit;
    }

    public Duration retryAfter() {
        return retryAfter;
    }

    /** Whether it would be exceeded now too, as far as that can be told without asking for anything. */
    public boolean isStill() {
        return still.getAsBoolean();
    }
}
