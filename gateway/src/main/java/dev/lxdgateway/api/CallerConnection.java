package dev.lxdgateway.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.BufferUtil;

/**
 * The connection of a request, to notice that the caller has gone while the request is still at work. Of that a servlet
 * container tells nothing before it writes. As long as the request's body is being read, that notices it.
 */
final class CallerConnection {

    private static final int SOME = 1024;

    private final ConnectionMetaData metaData;
    private final EndPoint endPoint;
    private final BooleanSupplier isRead;
    private boolean spoke;
    private volatile boolean failed;

    private CallerConnection(ConnectionMetaData metaData, BooleanSupplier isRead) {
        this.isRead = isRead;
        this.metaData = metaData;
        this.endPoint = metaData.getConnection().getEndPoint();
    }

    /** The connection of a request that has been read to its end. */
    static CallerConnection of(HttpServletRequest request) {
        return of(request, () -> true);
    }

    /** The connection of a request that may still be read. */
    static CallerConnection of(HttpServletRequest request, BooleanSupplier isRead) {
        var context = ServletContextRequest.getServletContextRequest(request);
        var caller = new CallerConnection(context.getConnectionMetaData(), isRead);
        context.addFailureListener(_ -> caller.failed = true);
        return caller;
    }

    /** Whether the caller has closed it, or at least its side of it. */
    boolean isClosed() {
        // what is read here must be no part of the body; a caller that has begun its next request is there; on HTTP/2 a
        // stream ends by itself
        if (metaData.getHttpVersion() == HttpVersion.HTTP_2 || spoke || !isRead.getAsBoolean()) {
            return failed || !endPoint.isOpen();
        }
        var next = BufferUtil.allocate(SOME);
        try {
            int read = endPoint.fill(next);
            if (read > 0) {
                spoke = true;
                giveBack(next);
            }
            return read < 0;
        } catch (IOException _) {
            return true;
        }
    }

    private void giveBack(ByteBuffer next) {
        if (metaData.getConnection() instanceof Connection.UpgradeTo connection) {
            connection.onUpgradeTo(next);
        }
    }
}
