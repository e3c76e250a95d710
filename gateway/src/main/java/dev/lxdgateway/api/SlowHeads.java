package dev.lxdgateway.api;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection.SslEndPoint;
import org.eclipse.jetty.server.NegotiatingServerConnection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Cuts off callers whose requests' heads, or handshakes, trickle in: each byte would keep the container's idle timeout away.
 * What comes after the head may take as long as it wants. It looks at connections that may be at a head, and not at WebSockets,
 * which are many.
 */
final class SlowHeads implements Connection.Listener {

    private static final long LOOK_MS = 500;
    private static final Begun NOT = new Begun(-1, -1, 0);

    private final Duration limit;
    private final Map<Connection, Begun> connections = new ConcurrentHashMap<>();

    /** Since when a connection has been at the head of which message, and how much had come before. */
    private record Begun(long message, long bytes, long since) {}

    SlowHeads(Duration limit) {
        this.limit = limit;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HttpConnection || connection instanceof NegotiatingServerConnection) {
            connections.put(connection, NOT);
        }
    }

    /** Also where another protocol takes over. */
    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    @Scheduled(fixedDelay = LOOK_MS)
    void look() {
        long now = System.nanoTime();
        connections.forEach((connection, begun) -> {
            if (!isInHead(connection)) {
                connections.replace(connection, begun, NOT);
            } else if (isLate(connection, begun, now)) {
                outer(connection.getEndPoint()).close();
            }
        });
    }

    private boolean isLate(Connection connection, Begun begun, long now) {
        var current = new Begun(connection.getMessagesIn(), connection.getBytesIn(), now);
        boolean waits =
                connection instanceof HttpConnection http && http.getParser().isStart();
        if (begun.equals(NOT) || begun.message() != current.message() || (waits && begun.bytes() == current.bytes())) {
            connections.replace(connection, current);
            return false;
        }
        return now - begun.since() > limit.toNanos();
    }

    private static EndPoint outer(EndPoint endPoint) {
        return endPoint instanceof SslEndPoint tls ? tls.getSslConnection().getEndPoint() : endPoint;
    }

    private static boolean isInHead(Connection connection) {
        return connection instanceof NegotiatingServerConnection
                || (connection instanceof HttpConnection http
                        && http.getParser().inHeaderState());
    }
}
