package dev.lxdgateway.lxd;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * The control channel of an exec: its close means that the process has exited. What is said before it is open waits.
 * Public only because Jetty calls it.
 */
public final class ControlSocket implements Session.Listener.AutoDemanding {

    private static final int KILL = 9;
    private static final int WAITING = 64;

    private final Runnable closed;
    private final ReentrantLock lock = new ReentrantLock();

    // guarded by lock
    private final Queue<String> waiting = new ArrayDeque<>();
    private @Nullable Session session;
    private boolean unwanted;

    ControlSocket(Runnable closed) {
        this.closed = closed;
    }

    void resize(TerminalSize size) {
        // LXD takes the numbers as strings, and drops a message that has anything else
        send("window-resize", Map.of("width", String.valueOf(size.cols()), "height", String.valueOf(size.rows())), 0);
    }

    void signal(int number) {
        send("signal", Map.of(), number);
    }

    private void send(String command, Map<String, String> args, int signal) {
        var message = LxdApi.JSON.writeValueAsString(Map.of("command", command, "args", args, "signal", signal));
        lock.lock();
        try {
            if (session != null) {
                session.sendText(message, Callback.NOOP);
            } else if (waiting.size() < WAITING) {
                waiting.add(message);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Kills the process if it still lives, and closes, also if the socket opens only later. */
    void disconnect() {
        lock.lock();
        try {
            unwanted = true;
            if (session != null) {
                if (session.isOpen()) {
                    signal(KILL);
                }
                session.disconnect();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onWebSocketOpen(Session session) {
        lock.lock();
        try {
            this.session = session;
            waiting.forEach(message -> session.sendText(message, Callback.NOOP));
            waiting.clear();
            if (unwanted) {
                disconnect();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        // no answer, as on data sockets
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        // the close that follows says enough
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        callback.succeed();
        closed.run();
    }
}
