package dev.lxdgateway.operations;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Lets the sessions end at shutdown while the web server still runs, so that clients get their exit frames. */
@Component
final class SessionsLifecycle implements SmartLifecycle {

    private final Drain drain;
    private volatile boolean running;

    SessionsLifecycle(Drain drain) {
        this.drain = drain;
    }

    @Override
    public void start() {
        drain.undo();
        running = true;
    }

    @Override
    public void stop() {
        drain.run();
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
