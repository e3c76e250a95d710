package dev.lxdgateway.session;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets a terminal with nobody attached live on for a while. Not thread-safe. */
final class DetachTimer {

    private final ScheduledExecutorService timer;
    private final Duration timeout;
    private final Runnable tooLong;
    private @Nullable Future<?> running;

    DetachTimer(ScheduledExecutorService timer, Duration timeout, Runnable tooLong) {
        this.timer = timer;
        this.timeout = timeout;
        this.tooLong = tooLong;
    }

    /** Starts the time anew, or stops it. */
    void set(boolean alone) {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
        if (alone) {
            running = timer.schedule(tooLong, timeout.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
