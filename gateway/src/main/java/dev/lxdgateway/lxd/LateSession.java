package dev.lxdgateway.lxd;

import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/** A WebSocket from its dial to its close: one that is unwanted before it opens is closed when it does. */
final class LateSession {

    private volatile @Nullable Session session;
    private volatile boolean unwanted;

    void opened(Session opened) {
        session = opened;
        if (unwanted) {
            opened.disconnect();
        }
    }

    /** It while it is open. */
    @Nullable Session get() {
        var current = session;
        return current != null && current.isOpen() ? current : null;
    }

    void disconnect() {
        unwanted = true;
        var current = session;
        if (current != null) {
            current.disconnect();
        }
    }
}
