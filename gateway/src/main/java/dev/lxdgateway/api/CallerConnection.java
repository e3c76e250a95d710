package dev.lxdgateway.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.BufferUtil;

/**
 * The connection of a request that has been read to its end, to notice that the caller has gone while the request is still
 * at work. Of that a servlet container tells nothing before it writes.
 */
final class CallerConnection {

    private static final int SOME = 1024;

    private final ConnectionMetaData metaData;
    private final EndPoint endPoint;
    private boolean spoke;

    private CallerConnection(ConnectionMetaData metaData) {
        this.metaData = metaData;
        this.endPoint = metaData.getConnection().getEndPoint();
    }

    static CallerConnection of(HttpServletRequest request) {
        return new CallerConnection(
                ServletContextRequest.getServletContextRequest(request).getConnectionMetaData());
    }

    /** Whether the caller has closed it, or at least its side of it. */
    boolean isClosed() {
        // on HTTP/2 others are on the same connection, and a caller that has begun its next request is there
        if (metaData.getHttpVersion() == HttpVersion.HTTP_2 || spoke) {
            return !endPoint.isOpen();
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
