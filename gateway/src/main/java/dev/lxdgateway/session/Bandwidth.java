package dev.lxdgateway.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The output that callers may have together, shared max-min fairly: all have the same share, and what one leaves of it is
 * shared by the others. A caller that has been alone for a while has all there is. The fluid model of fair queueing: the {@code level} is what has been granted by now to a caller
 * that always wanted more; it rises by the rate divided by those who are above it. Whoever is below it never waits, and
 * whoever is further above it than a burst waits until it has risen. A caller may have a rate of its own besides.
 */
final class Bandwidth {

    /** Output that a caller that had none may have at once. */
    static final long BURST = 256 * 1024;

    /** What a piece costs besides its bytes: a program that writes byte by byte takes the gateway's time, not its network. */
    static final int OVERHEAD = 1024;

    /** How long a caller that has output is one to be considered. */
    static final Duration PRESENCE = Duration.ofSeconds(10);

    private static final double SECOND = 1e9;

    private final double rate;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();

    // guarded
    private final List<Share> above = new ArrayList<>();
    private double level;
    private long at;
    private @Nullable Share latest;
    private long latestAt;
    private long othersAt;

    /**
     * Shares a rate.
     *
     * @param rate bytes in a second, 0 for no limit
     * @param nanos as {@link System#nanoTime}
     */
    Bandwidth(long rate, LongSupplier nanos) {
        this.rate = rate / SECOND;
        this.nanos = nanos;
        this.at = nanos.getAsLong();
        this.othersAt = at - PRESENCE.toNanos();
        this.latestAt = othersAt;
    }

    /** What one caller has had. */
    static final class Share {

        private double had;
        private double ownLevel;
        private long ownAt;
    }

    /**
     * Takes note of a piece of output that has come.
     *
     * @param own the caller's own limit, 0 for none
     * @return for how many nanoseconds no more may come
     */
    long take(Account account, int bytes, long own) {
        account.output().add(bytes);
        if (rate == 0 && own == 0) {
            return 0;
        }
        lock.lock();
        try {
            long now = nanos.getAsLong();
            boolean alone = isAlone(account.share, now);
            long shared = rate == 0 || alone ? 0 : shared(account.share, bytes + OVERHEAD, now);
            long capped = own == 0 ? 0 : capped(account.share, bytes + OVERHEAD, own / SECOND, now);
            if (shared > 0 || capped > 0) {
                account.met(shared >= capped ? "output-rate" : "output-rate-per-caller");
            }
            return Math.max(shared, capped);
        } finally {
            lock.unlock();
        }
    }

    private boolean isAlone(Share share, long now) {
        if (share != latest) {
            latest = share;
            othersAt = latestAt;
        }
        latestAt = now;
        return now - othersAt >= PRESENCE.toNanos();
    }

    private long shared(Share share, int bytes, long now) {
        rise(now);
        if (share.had <= level) {
            share.had = level;
            above.add(share);
        }
        share.had += bytes;
        return wait((share.had - level - BURST) * above.size() / rate);
    }

    private void rise(long now) {
        double left = (now - at) * rate;
        at = now;
        while (left > 0 && !above.isEmpty()) {
            double lowest = above.stream().mapToDouble(share -> share.had).min().orElseThrow();
            double step = Math.min(lowest - level, left / above.size());
            left -= step * above.size();
            level = lowest - level <= step ? lowest : level + step;
            above.removeIf(share -> share.had <= level);
        }
    }

    private static long capped(Share share, int bytes, double own, long now) {
        share.ownLevel = Math.max(0, share.ownLevel - (now - share.ownAt) * own) + bytes;
        share.ownAt = now;
        return wait((share.ownLevel - BURST) / own);
    }

    private static long wait(double nanos) {
        return nanos <= 0 ? 0 : (long) nanos;
    }
}
