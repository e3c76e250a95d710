package dev.lxdgateway.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How often sessions may be started within a minute, by each caller and in all; as many may be at once. */
final class Starts {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int CALLERS = 100_000;

    private final LongSupplier nanos;
    private final Bucket all;
    // one that is left alone for a minute is as good as new
    private final Cache<Key, Caller> callers;

    private record Key(String caller, long most) {}

    private record Caller(Bucket bucket, Recent started) {}

    /**
     * Counts starts.
     *
     * @param most how many in all
     * @param nanos as {@link System#nanoTime}
     */
    Starts(long most, LongSupplier nanos) {
        this.nanos = nanos;
        this.all = bucket(most);
        this.callers = Caffeine.newBuilder()
                .maximumSize(CALLERS)
                .expireAfterAccess(MINUTE)
                .ticker(nanos::getAsLong)
                .build();
    }

    private Bucket bucket(long most) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, MINUTE))
                .withCustomTimePrecision(new Meter(nanos))
                .build();
    }

    /**
     * Takes note of a start.
     *
     * @param most how many the caller may make
     * @throws LimitExceededException if it is one too many, which then does not count
     */
    void take(String name, long most) {
        var caller = callers.get(new Key(name, most), _ -> new Caller(bucket(most), new Recent(nanos)));
        take(
                name,
                caller.bucket,
                "starts-per-caller",
                "'%s' has started %d sessions in a minute".formatted(name, most));
        try {
            take(name, all, "starts", "as many sessions were started in a minute as may be in all");
        } catch (LimitExceededException e) {
            caller.bucket.addTokens(1);
            throw e;
        }
        caller.started.add(1);
    }

    private void take(String caller, Bucket bucket, String limit, String why) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            var wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
            long met = nanos.getAsLong();
            throw new LimitExceededException(
                    caller,
                    limit,
                    "%s; the next may start in %d ms".formatted(why, wait.toMillis()),
                    wait,
                    () -> nanos.getAsLong() - met < wait.toNanos());
        }
    }

    /** How many a caller has made within the last minute. */
    long recent(String name) {
        return callers.asMap().entrySet().stream()
                .filter(entry -> entry.getKey().caller.equals(name))
                .mapToLong(entry -> entry.getValue().started.sum(60))
                .sum();
    }

    private record Meter(LongSupplier nanos) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
