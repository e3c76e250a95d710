package dev.lxdgateway.api;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether there is more to do than the processors get done: for three seconds on end, whoever is ready to go on waits for one for
 * too long. A virtual thread that looks at the clock every moment waits as long as all the others, so how late it is tells.
 * A single pause, as of the garbage collector, is no rush, however long. The first look in time ends it.
 */
final class Rush implements AutoCloseable {

    static final Duration LASTING = Duration.ofSeconds(3);

    /** Not more often, for that is what an idle gateway would be busy with. */
    private static final Duration MOMENT = Duration.ofMillis(200);

    static final Duration LATE = MOMENT.plusMillis(250);

    private static final int SOME = 2;

    private final LongSupplier nanos;
    private volatile long seen;
    private volatile long inTime;
    private volatile int late;
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

    /** Only one thread looks. */
    void look() {
        long now = nanos.getAsLong();
        if (now - seen > LATE.toNanos()) {
            late = Math.min(late + 1, SOME);
        } else {
            late = 0;
            inTime = now;
        }
        seen = now;
    }

    /** Whether no look has been in time for that long, and some were late, the next one perhaps too. */
    boolean isOn() {
        long now = nanos.getAsLong();
        int next = now - seen > LATE.toNanos() ? 1 : 0;
        return now - inTime > LASTING.toNanos() && late + next >= SOME;
    }

    @Override
    public void close() {
        closed = true;
    }
}
