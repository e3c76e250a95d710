package dev.lxdgateway.lxd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Frame;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.core.OpCode;
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

    private static final String CLOSED = "the process takes no more input";

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

    /** Completes when the socket has taken it. */
    CompletableFuture<@Nullable Void> write(ByteBuffer data) {
        return send((open, done) -> open.sendBinary(data, done));
    }

    CompletableFuture<@Nullable Void> writeEnd() {
        return send((open, done) -> open.sendText("", done));
    }

    private CompletableFuture<@Nullable Void> send(BiConsumer<Session, Callback> message) {
        var done = new CompletableFuture<@Nullable Void>();
        var current = session.get();
        if (current == null) {
            done.completeExceptionally(new IOException(CLOSED));
        } else {
            message.accept(
                    current,
                    Callback.from(
                            () -> done.complete(null),
                            failure -> done.completeExceptionally(new IOException(CLOSED, failure))));
        }
        return done;
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

    /** Frames, not messages: for the empty text that ends a stream Jetty would make room as large as its input buffer. */
    @Override
    public void onWebSocketFrame(Frame frame, Callback callback) {
        boolean more = switch (frame.getEffectiveOpCode()) {
            case OpCode.BINARY -> !frame.hasPayload() || reader.data(frame.getPayload());
            case OpCode.TEXT -> {
                end(true);
                yield true;
            }
            default -> frame.getType() != Frame.Type.CLOSE;
        };
        callback.succeed();
        if (more) {
            demand();
        }
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
