package dev.lxdgateway.session;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ends a session that takes too long, or in which nothing has happened for too long. */
final class TimeLimits {

    private static final int LOOKS = 8;

    private final ScheduledExecutorService timer;
    private final Hits hits;

    TimeLimits(ScheduledExecutorService timer, Hits hits) {
        this.timer = timer;
        this.hits = hits;
    }

    void watch(Session session) {
        var quota = session.request().quota();
        var watches = Stream.of(total(session, quota.totalTime()), idle(session, quota.idleTime()))
                .filter(watch -> watch != null)
                .toList();
        if (!watches.isEmpty()) {
            var _ = session.ended().thenRun(() -> watches.forEach(watch -> watch.cancel(false)));
        }
    }

    private @Nullable Future<?> total(Session session, @Nullable Duration limit) {
        return limit == null
                ? null
                : timer.schedule(
                        () -> end(session, "total-time", "it ran for longer than", limit),
                        limit.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private @Nullable Future<?> idle(Session session, @Nullable Duration limit) {
        if (limit == null) {
            return null;
        }
        long look = Math.max(1, limit.toMillis() / LOOKS);
        var idle = new Idleness(
                session::activity, limit, () -> end(session, "idle-time", "nothing went in or out of it for", limit));
        return timer.scheduleWithFixedDelay(idle, look, look, TimeUnit.MILLISECONDS);
    }

    private void end(Session session, String limit, String why, Duration time) {
        var seconds =
                BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
        if (session.hangUp(ExitReason.KILLED_BY_TIMEOUT, "%s %s s (%s)".formatted(why, seconds, limit))) {
            hits.count(session.request().owner(), limit);
        }
    }

    /** Looks at a number that each thing that happens makes larger. */
    private static final class Idleness implements Runnable {

        private final LongSupplier activity;
        private final Duration limit;
        private final Runnable tooLong;
        private long seen = -1;
        private long since;

        Idleness(LongSupplier activity, Duration limit, Runnable tooLong) {
            this.activity = activity;
            this.limit = limit;
            this.tooLong = tooLong;
        }

        @Override
        public void run() {
            long now = activity.getAsLong();
            if (now != seen) {
                seen = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since >= limit.toNanos()) {
                tooLong.run();
            }
        }
    }
}
