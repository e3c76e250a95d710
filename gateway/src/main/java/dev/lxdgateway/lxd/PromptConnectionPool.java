package dev.lxdgateway.lxd;

import java.util.ArrayList;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.util.IO;

/**
 * A pool without unused connections. Jetty may open one more than it has requests for, and LXD and Incus read the first
 * bytes of a connection to their Unix socket before they accept the next one: a connection that says nothing shuts out
 * everybody.
 */
final class PromptConnectionPool extends DuplexConnectionPool {

    PromptConnectionPool(Destination destination) {
        super(destination, destination.getHttpClient().getMaxConnectionsPerDestination());
    }

    @Override
    protected void proceed() {
        super.proceed();
        var used = new ArrayList<Connection>();
        for (var idle = activate(); idle != null; idle = activate()) {
            if (isUnused(idle)) {
                remove(idle);
                IO.close(idle);
            } else {
                used.add(idle);
            }
        }
        if (!used.isEmpty()) {
            used.forEach(this::release);
            super.proceed();
        }
    }

    /** Two threads may have taken a connection each for one request; Jetty closes what is not taken back. */
    @Override
    public boolean release(Connection connection) {
        return !isUnused(connection) && super.release(connection);
    }

    private static boolean isUnused(Connection connection) {
        return connection instanceof org.eclipse.jetty.io.Connection io && io.getMessagesOut() == 0;
    }
}
