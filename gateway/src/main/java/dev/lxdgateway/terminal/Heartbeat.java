package dev.lxdgateway.terminal;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Pings every connection, which keeps proxies from cutting it, and ends those that have gone silent. */
final class Heartbeat implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofSeconds(43);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("heartbeat").daemon().factory());

    Heartbeat(Collection<Connection> connections) {
        long interval = INTERVAL.toMillis();
        var _ = timer.scheduleAtFixedRate(
                () -> connections.forEach(connection -> connection.beat(SILENCE)),
                interval,
                interval,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
