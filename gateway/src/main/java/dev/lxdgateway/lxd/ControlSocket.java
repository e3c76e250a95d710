package dev.lxdgateway.lxd;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/** The control channel of an exec: its close means that the process has exited. Public only because Jetty calls it. */
public final class ControlSocket implements Session.Listener.AutoDemanding {

    private final Runnable closed;
    private volatile @Nullable Session session;

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
        var current = session;
        if (current != null) {
            var message = Map.of("command", command, "args", args, "signal", signal);
            current.sendText(LxdApi.JSON.writeValueAsString(message), Callback.NOOP);
        }
    }

    void disconnect() {
        var current = session;
        if (current != null) {
            current.disconnect();
        }
    }

    @Override
    public void onWebSocketOpen(Session session) {
        this.session = session;
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
