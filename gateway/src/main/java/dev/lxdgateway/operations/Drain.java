package dev.lxdgateway.operations;

import dev.lxdgateway.metrics.Meters;
import dev.lxdgateway.metrics.Metric;
import dev.lxdgateway.session.Sessions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How the gateway goes, once its readiness is off.
 *
 * <ol>
 *   <li>For the time of propagation all is served, since load balancers have not heard of it yet.
 *   <li>New commands are refused. Clients are told when the rest is ended, and until then sessions go on.
 *   <li>When the last session has ended, or the time is over, the hang-up ladder ends those that are left.
 * </ol>
 */
@Component
public final class Drain {

    private static final Logger log = LoggerFactory.getLogger(Drain.class);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Sessions sessions;
    private final DrainProperties times;
    private final InstantSource clock;
    private volatile CountDownLatch hurried = new CountDownLatch(1);
    private volatile boolean going;

    Drain(Sessions sessions, DrainProperties times, InstantSource clock, MeterRegistry registry) {
        this.sessions = sessions;
        this.times = times;
        this.clock = clock;
        new Meters(registry).gauge(Metric.DRAINING, () -> going ? 1 : 0);
    }

    /** Whether it has begun. */
    boolean isGoing() {
        return going;
    }

    /** Does all of it, and returns when no session is left. */
    void run() {
        long begun = System.nanoTime();
        going = true;
        log.atInfo()
                .addKeyValue("propagation", times.propagation())
                .addKeyValue("timeout", times.timeout())
                .addKeyValue("sessions", sessions.active())
                .log("Going away: readiness is off");
        try {
            propagate();
            finish();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        int left = sessions.active();
        sessions.drain();
        log.atInfo()
                .addKeyValue("ended", left)
                .addKeyValue(
                        "seconds", Duration.ofNanos(System.nanoTime() - begun).toSeconds())
                .log("Going away: no session is left");
    }

    private void propagate() throws InterruptedException {
        var _ = hurried.await(times.propagation().toNanos(), TimeUnit.NANOSECONDS);
        sessions.refuse();
    }

    private void finish() throws InterruptedException {
        var deadline = clock.instant().plus(times.timeout());
        long end = System.nanoTime() + times.timeout().toNanos();
        sessions.announce(deadline);
        log.atInfo()
                .addKeyValue("sessions", sessions.active())
                .addKeyValue("deadline", deadline)
                .log("Going away: new commands are refused");
        while (!sessions.isIdle() && System.nanoTime() < end) {
            if (hurried.await(LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        }
    }

    /** Has it wait no longer; when it does not wait any more, has it kill what is left. */
    void hurry() {
        if (hurried.getCount() > 0) {
            log.atInfo().log("Going away: asked again, so without waiting");
            hurried.countDown();
        } else {
            log.atInfo().log("Going away: asked once more, so by KILL");
            sessions.kill();
        }
    }

    /** Serves again. */
    void undo() {
        hurried = new CountDownLatch(1);
        going = false;
        sessions.resume();
    }
}
