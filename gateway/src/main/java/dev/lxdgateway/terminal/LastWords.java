package dev.lxdgateway.terminal;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.springframework.context.SmartLifecycle;

/** At shutdown, when all sessions have ended, waits for their clients to have heard it before the web server goes. */
final class LastWords implements SmartLifecycle {

    private static final Duration LOOK = Duration.ofMillis(20);

    private final BooleanSupplier areSaid;
    private volatile boolean running;

    LastWords(BooleanSupplier areSaid) {
        this.areSaid = areSaid;
    }

    @Override
    public void start() {
        running = true;
    }

    /** Waits beside the caller, who has a time limit for it. */
    @Override
    public void stop(Runnable callback) {
        Thread.ofVirtual().name("last-words").start(() -> {
            await();
            callback.run();
        });
    }

    private void await() {
        try {
            while (running && !areSaid.getAsBoolean()) {
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the sessions' end, and before the web server's. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 512;
    }
}
