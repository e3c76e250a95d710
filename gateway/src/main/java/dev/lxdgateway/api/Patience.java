package dev.lxdgateway.api;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long to wait for a command until its caller is looked at again. That takes longer the longer it runs, a tenth of the
 * time but a second at most, so that thousands that run for hours cost next to nothing.
 */
final class Patience {

    private static final long SHORTEST = Duration.ofMillis(100).toNanos();
    private static final long LONGEST = Duration.ofSeconds(1).toNanos();
    private static final int PART = 10;

    private final LongSupplier nanos;
    private final long start;

    Patience() {
        this(System::nanoTime);
    }

    /** @param nanos as {@link System#nanoTime} */
    Patience(LongSupplier nanos) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /** Nanoseconds since the wait began. */
    long waited() {
        return nanos.getAsLong() - start;
    }

    /** Nanoseconds to wait now. */
    long next() {
        return Math.clamp(waited() / PART, SHORTEST, LONGEST);
    }

    /** Nanoseconds to wait now, but not beyond that limit unless it has passed. */
    long next(Duration limit) {
        long left = limit.toNanos() - waited();
        return left > 0 ? Math.min(left, next()) : next();
    }
}
