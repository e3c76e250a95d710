package dev.lxdgateway.lxd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * A data socket of an exec. It never answers the server's pings, which no server checks: a pong to a socket that the
 * server has closed would fail the connection and with it output that is not read yet. Public only because Jetty calls
 * it.
 */
public final class DataSocket implements Session.Listener {

    /** What a data socket brings. */
    interface Reader {

        boolean data(ByteBuffer data);

        void end(boolean complete);
    }

    private final Reader reader;
    private final LateSession session = new LateSession();
    private boolean ended;

    DataSocket(Reader reader) {
        this.reader = reader;
    }

    void demand() {
        var current = session.get();
        if (current != null) {
            current.demand();
        }
    }

    void write(ByteBuffer data) throws IOException {
        var done = new CompletableFuture<@Nullable Void>();
        open().sendBinary(data, completing(done));
        await(done);
    }

    void writeEnd() throws IOException {
        var done = new CompletableFuture<@Nullable Void>();
        open().sendText("", completing(done));
        await(done);
    }

    private Session open() throws IOException {
        var current = session.get();
        if (current == null) {
            throw new IOException("the process takes no more input");
        }
        return current;
    }

    private static Callback completing(CompletableFuture<@Nullable Void> done) {
        return Callback.from(() -> done.complete(null), done::completeExceptionally);
    }

    private static void await(CompletableFuture<@Nullable Void> done) throws IOException {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new IOException("the process takes no more input", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Closes, also if the socket opens only later. */
    void disconnect() {
        session.disconnect();
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session.opened(opened);
        opened.demand();
    }

    @Override
    public void onWebSocketPartialBinary(ByteBuffer payload, boolean last, Callback callback) {
        var more = !payload.hasRemaining() || reader.data(payload);
        callback.succeed();
        if (more) {
            demand();
        }
    }

    @Override
    public void onWebSocketPartialText(String payload, boolean last) {
        end(true);
        demand();
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        demand();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        demand();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        // the close that follows says enough
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        callback.succeed();
        end(false);
    }

    private void end(boolean complete) {
        if (!ended) {
            ended = true;
            reader.end(complete);
        }
    }
}
