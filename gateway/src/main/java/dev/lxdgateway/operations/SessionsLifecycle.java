package dev.lxdgateway.operations;

import dev.lxdgateway.session.Sessions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Ends the sessions at shutdown while the web server still runs, so that clients get their exit frames. */
@Component
final class SessionsLifecycle implements SmartLifecycle {

    private final Sessions sessions;
    private volatile boolean running;

    SessionsLifecycle(Sessions sessions, MeterRegistry registry) {
        this.sessions = sessions;
        Gauge.builder(SessionMetrics.ACTIVE, sessions, Sessions::active)
                .description("Sessions that have not ended")
                .register(registry);
        Gauge.builder(SessionMetrics.WAITING, sessions, Sessions::waiting)
                .description("Requests that wait for a session to end, because of a limit")
                .register(registry);
        Gauge.builder(SessionMetrics.SPILLED, sessions, Sessions::spilled)
                .description("Output of sessions that is on disk")
                .baseUnit("bytes")
                .register(registry);
    }

    @Override
    public void start() {
        sessions.resume();
        running = true;
    }

    @Override
    public void stop() {
        sessions.drain();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The last to start and the first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
