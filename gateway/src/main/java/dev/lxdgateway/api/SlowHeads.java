package dev.lxdgateway.api;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.NegotiatingServerConnection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Cuts off callers whose requests' heads, or handshakes, trickle in: each byte would keep the container's idle timeout away.
 * What comes after the head may take as long as it wants.
 */
final class SlowHeads {

    private static final long LOOK_MS = 500;

    private final Duration limit;
    private final Map<Connection, Begun> begun = new WeakHashMap<>();
    private volatile Supplier<Collection<EndPoint>> endPoints = List::of;

    /** Since when a connection has been at the head of which message, and how much had come before. */
    private record Begun(long message, long bytes, long since) {}

    SlowHeads(Duration limit) {
        this.limit = limit;
    }

    void watch(Supplier<Collection<EndPoint>> connected) {
        endPoints = connected;
    }

    @Scheduled(fixedDelay = LOOK_MS)
    void look() {
        long now = System.nanoTime();
        for (var endPoint : endPoints.get()) {
            var connection = inner(endPoint.getConnection());
            if (!isInHead(connection)) {
                forget(connection);
            } else if (isLate(connection, now)) {
                endPoint.close();
            }
        }
    }

    private void forget(Connection connection) {
        // nearly always: idle connections are many, and to look for each costs
        if (!begun.isEmpty()) {
            begun.remove(connection);
        }
    }

    private boolean isLate(Connection connection, long now) {
        var current = new Begun(connection.getMessagesIn(), connection.getBytesIn(), now);
        var seen = begun.computeIfAbsent(connection, _ -> current);
        boolean waits =
                connection instanceof HttpConnection http && http.getParser().isStart();
        if (seen.message() != current.message() || (waits && seen.bytes() == current.bytes())) {
            begun.put(connection, current);
            return false;
        }
        return now - seen.since() > limit.toNanos();
    }

    private static Connection inner(Connection connection) {
        return connection instanceof SslConnection tls ? tls.getSslEndPoint().getConnection() : connection;
    }

    private static boolean isInHead(Connection connection) {
        return connection instanceof NegotiatingServerConnection
                || (connection instanceof HttpConnection http
                        && http.getParser().inHeaderState());
    }
}
