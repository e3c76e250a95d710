package dev.lxdgateway.session;

import dev.lxdgateway.session.SessionSettings.Limits;
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
    private final Limits limits;

    TimeLimits(ScheduledExecutorService timer, Limits limits) {
        this.timer = timer;
        this.limits = limits;
    }

    void watch(Session session) {
        var watches = Stream.of(total(session, limits.totalTime()), idle(session, limits.idleTime()))
                .filter(watch -> watch != null)
                .toList();
        if (!watches.isEmpty()) {
            var _ = session.ended().thenRun(() -> watches.forEach(watch -> watch.cancel(false)));
        }
    }

    private @Nullable Future<?> total(Session session, @Nullable Duration limit) {
        return limit == null ? null : timer.schedule(() -> end(session), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private @Nullable Future<?> idle(Session session, @Nullable Duration limit) {
        if (limit == null) {
            return null;
        }
        long look = Math.max(1, limit.toMillis() / LOOKS);
        var idle = new Idleness(session::activity, limit, () -> end(session));
        return timer.scheduleWithFixedDelay(idle, look, look, TimeUnit.MILLISECONDS);
    }

    private static void end(Session session) {
        session.hangUp(ExitReason.KILLED_BY_TIMEOUT);
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
