package dev.lxdgateway.api;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether there is more to do than the processors get done: whoever is ready to go on waits for one for too long, again and
 * again. A virtual thread that looks at the clock every moment waits as long as all the others, so how late it is tells. A
 * single pause, as of the garbage collector, is no rush.
 */
final class Rush implements AutoCloseable {

    static final Duration LATE = Duration.ofMillis(250);
    static final Duration LASTING = Duration.ofSeconds(1);

    private static final Duration MOMENT = Duration.ofMillis(20);

    private final LongSupplier nanos;
    private long seen;
    private volatile long inTime;
    private volatile boolean closed;

    /** @param nanos as {@link System#nanoTime} */
    Rush(LongSupplier nanos) {
        this.nanos = nanos;
        this.seen = nanos.getAsLong();
        this.inTime = seen;
    }

    static Rush watched() {
        var rush = new Rush(System::nanoTime);
        Thread.ofVirtual().name("rush").start(rush::watch);
        return rush;
    }

    private void watch() {
        try {
            while (!closed) {
                Thread.sleep(MOMENT);
                look();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void look() {
        long now = nanos.getAsLong();
        if (now - seen <= LATE.toNanos()) {
            inTime = now;
        }
        seen = now;
    }

    /** Whether no look has been in time for too long. */
    boolean isOn() {
        return nanos.getAsLong() - inTime > LASTING.toNanos();
    }

    @Override
    public void close() {
        closed = true;
    }
}
