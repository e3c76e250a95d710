package dev.lxdgateway.session;

import java.util.Arrays;
import java.util.function.LongSupplier;

/** How much there was of something within the last minute, second by second. */
final class Recent {

    private static final int SECONDS = 60;
    private static final long SECOND = 1_000_000_000L;

    private final LongSupplier nanos;
    private final long[] counts = new long[SECONDS];
    private long now;

    /** @param nanos as {@link System#nanoTime} */
    Recent(LongSupplier nanos) {
        this.nanos = nanos;
        this.now = second();
    }

    private long second() {
        return Math.floorDiv(nanos.getAsLong(), SECOND);
    }

    synchronized void add(long count) {
        goOn();
        counts[Math.floorMod(now, SECONDS)] += count;
    }

    /** The sum of the last seconds that are over, and of the one that is not. */
    synchronized long sum(int seconds) {
        goOn();
        long sum = 0;
        for (int i = 0; i < seconds; i++) {
            sum += counts[Math.floorMod(now - i, SECONDS)];
        }
        return sum;
    }

    private void goOn() {
        long to = second();
        if (to - now >= SECONDS) {
            Arrays.fill(counts, 0);
            now = to;
        }
        while (now < to) {
            now++;
            counts[Math.floorMod(now, SECONDS)] = 0;
        }
    }
}
