package dev.lxdgateway.api;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether there is more to do than the processors get done: whoever is ready to go on waits for one for too long. A virtual
 * thread that looks at the clock every moment waits as long as all the others, so how late it is tells.
 */
final class Rush implements AutoCloseable {

    static final Duration LATE = Duration.ofMillis(250);

    private static final Duration MOMENT = Duration.ofMillis(20);

    private final LongSupplier nanos;
    private volatile long seen;
    private volatile boolean closed;

    /** @param nanos as {@link System#nanoTime} */
    Rush(LongSupplier nanos) {
        this.nanos = nanos;
        look();
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
        seen = nanos.getAsLong();
    }

    boolean isOn() {
        return nanos.getAsLong() - seen > LATE.toNanos();
    }

    @Override
    public void close() {
        closed = true;
    }
}
