package dev.lxdgateway.terminal;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Pings every connection, which keeps proxies from cutting it, and ends within 45 seconds those that have gone silent: two
 * pings unanswered, and what it takes to see it.
 */
final class Heartbeat implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final long SILENCE = Duration.ofSeconds(41).toNanos();
    private static final Duration LOOK = Duration.ofSeconds(3);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("heartbeat").daemon().factory());

    Heartbeat(Collection<Connection> connections) {
        every(INTERVAL, () -> connections.forEach(Connection::beat));
        every(LOOK, () -> {
            long since = System.nanoTime() - SILENCE;
            connections.forEach(connection -> connection.look(since));
        });
    }

    private void every(Duration interval, Runnable action) {
        var _ = timer.scheduleAtFixedRate(action, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
