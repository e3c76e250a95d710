package dev.lxdgateway.terminal;

import dev.lxdgateway.access.Closing;
import dev.lxdgateway.access.ForbiddenException;
import dev.lxdgateway.audit.AuditUnavailableException;
import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.session.AttachRequest;
import dev.lxdgateway.session.Attachment;
import dev.lxdgateway.session.Attachment.Mode;
import dev.lxdgateway.session.Frame;
import dev.lxdgateway.session.NotAllowedException;
import dev.lxdgateway.session.SessionEndedException;
import dev.lxdgateway.session.Signal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One client's WebSocket, attached to one session. */
final class Connection implements Attachment.Client {

    private static final byte STDIN = 0;
    private static final byte STDOUT = 1;
    private static final byte STDERR = 2;
    private static final Duration LAST_WORD = Duration.ofSeconds(10);

    private final Session socket;
    private final JsonMapper json;
    private final FrameMemory memory;
    private final dev.lxdgateway.session.Session session;
    private final Consumer<Signal> maySignal;
    private final CompletableFuture<@Nullable Void> greeted = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> gone = new CompletableFuture<>();
    private final Consumer<Duration> answered;
    private @Nullable Attachment attachment;
    private FrameMemory.@Nullable Piece piece;
    private @Nullable Closing watch;
    private volatile CompletableFuture<?> sent = greeted;
    private volatile @Nullable CompletableFuture<@Nullable Void> lastWord;
    private volatile long lastHeard = System.nanoTime();
    private volatile long pinged;

    /**
     * @param maySignal throws where the client may not send that one
     * @param answered hears how long the client took to answer a ping
     */
    Connection(
            Session socket,
            JsonMapper json,
            FrameMemory memory,
            dev.lxdgateway.session.Session session,
            Consumer<Signal> maySignal,
            Consumer<Duration> answered) {
        this.maySignal = maySignal;
        this.answered = answered;
        this.socket = socket;
        this.json = json;
        this.memory = memory;
        this.session = session;
    }

    /** Has something closed with it. */
    void watchedBy(Closing closing) {
        watch = closing;
    }

    /** Sends the client away, since it may no longer be here. */
    void dismiss(String why) {
        fail(403, "forbidden", why);
    }

    /** Attaches, and waits for the client's first frame to be on its way; must be done before the first of the client is read. */
    void attach(AttachRequest request) {
        attachment = session.attach(this, request);
        // what the client has sent already is answered from here on, and no answer may come before that frame
        greeted.completeOnTimeout(null, LAST_WORD.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public void send(Frame frame) {
        sent = switch (frame) {
            case Frame.Output(var stream, var data) -> output(stream, data);
            case Frame.Attached attached -> {
                var greeting = text(ServerFrames.attached(session.summary(), attached));
                greeted.complete(null);
                yield greeting;
            }
            case Frame.Gap(var from, var to) -> text(ServerFrames.gap(from, to));
            case Frame.Resized(var size) -> text(ServerFrames.size(size));
            case Frame.Attachments attachments -> text(ServerFrames.attachments(attachments));
            case Frame.ModeChanged(var mode, var by) -> text(ServerFrames.mode(mode, by));
            case Frame.InputWritten(var bytes) -> text(ServerFrames.input(bytes));
            case Frame.Draining(var deadline) -> text(ServerFrames.draining(deadline));
            case Frame.Exited(var exit) -> {
                var _ = text(ServerFrames.exit(exit));
                yield ping();
            }
        };
    }

    @Override
    public CompletableFuture<?> sent() {
        return sent;
    }

    @Override
    public boolean isPrompt() {
        return true;
    }

    /** Asks the client for a sign that all before it has arrived. */
    private CompletableFuture<?> ping() {
        lastWord = new CompletableFuture<>();
        return Callback.Completable.with(done -> socket.sendPing(ByteBuffer.wrap(new byte[] {1}), done));
    }

    /** With a byte before it for the channel. */
    @Override
    public ByteBuffer room(int bytes) {
        var next = memory.of(1 + bytes);
        piece = next;
        return next.data().position(1);
    }

    private CompletableFuture<?> output(Stream stream, ByteBuffer data) {
        var sending = Objects.requireNonNull(piece);
        // the memory may be another's as soon as this has been sent
        piece = null;
        data.put(0, stream == Stream.STDOUT ? STDOUT : STDERR).position(0);
        return Callback.Completable.with(done -> socket.sendBinary(data, sending.sent(done)));
    }

    private CompletableFuture<?> text(Map<String, @Nullable Object> frame) {
        return Callback.Completable.with(done -> socket.sendText(json.writeValueAsString(frame), done));
    }

    /** Waits, so that a client that asks and does not read makes nobody wait but itself. */
    private void answer(Map<String, @Nullable Object> frame) {
        // with a failure the connection ends
        var _ = text(frame).handle((_, _) -> true).join();
    }

    /** A binary frame of the client. */
    void binary(ByteBuffer payload) {
        heard();
        if (!payload.hasRemaining()) {
            fail(400, "invalid-request", "a binary frame must begin with its channel");
            return;
        }
        byte channel = payload.get();
        if (channel != STDIN) {
            fail(400, "invalid-request", "a client may send on channel 0, and not on " + channel);
        } else {
            asWriter(() -> attachment().type(payload));
        }
    }

    /** A text frame of the client. */
    void text(String payload) {
        heard();
        try {
            switch (ClientFrame.parse(payload, json)) {
                case ClientFrame.Ack(var bytes) -> attachment().ack(bytes);
                case ClientFrame.Resize(var size) -> asWriter(() -> attachment().resize(size));
                case ClientFrame.SendSignal(var signal) ->
                    asWriter(() -> {
                        maySignal.accept(signal);
                        attachment().signal(signal);
                    });
                case ClientFrame.Eof() -> asWriter(() -> attachment().endInput());
                case ClientFrame.Redraw() -> asWriter(session::redraw);
                case ClientFrame.SetMode(var id, var mode) -> setMode(id, mode);
                case ClientFrame.Ping(var id) -> answer(ServerFrames.pong(id));
            }
        } catch (SessionEndedException _) {
            // its exit frame is on the way
        } catch (ForbiddenException e) {
            fail(403, "forbidden", String.valueOf(e.getMessage()));
        } catch (AuditUnavailableException e) {
            fail(503, "audit-unavailable", String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            fail(400, "invalid-request", String.valueOf(e.getMessage()));
        }
    }

    private void asWriter(Runnable action) {
        if (attachment().mode() == Mode.WRITER) {
            action.run();
        } else if (!attachment().wasWriter()) {
            fail(403, "forbidden", "an observer may not type, resize or signal");
        }
    }

    /** A refusal is an answer here, not a reason to lose the connection: two may ask at the same moment. */
    private void setMode(String id, Mode mode) {
        try {
            attachment().setMode(id, mode);
        } catch (NotAllowedException e) {
            answer(ServerFrames.error("forbidden", String.valueOf(e.getMessage())));
        }
    }

    private Attachment attachment() {
        return Objects.requireNonNull(attachment);
    }

    private void fail(int status, String code, String detail) {
        refuse(socket, json, status, code, detail);
    }

    /** Sends a client away, with the code that an HTTP answer would have. */
    static void refuse(Session socket, JsonMapper json, int status, String code, String detail) {
        socket.sendText(json.writeValueAsString(ServerFrames.error(code, detail)), Callback.NOOP);
        socket.close(4000 + status, code, Callback.NOOP);
        // not every client takes part in that
        CompletableFuture.delayedExecutor(LAST_WORD.toSeconds(), TimeUnit.SECONDS)
                .execute(socket::disconnect);
    }

    void heard() {
        lastHeard = System.nanoTime();
    }

    /** A pong of the client. */
    void pong(ByteBuffer payload) {
        heard();
        if (payload.hasRemaining()) {
            lastWordArrived();
        } else if (pinged != 0) {
            answered.accept(Duration.ofNanos(System.nanoTime() - pinged));
            pinged = 0;
        }
    }

    /**
     * Gives the client up if it has been silent for too long.
     *
     * @param since a {@link System#nanoTime()}: what was heard last must not be from before it
     */
    void look(long since) {
        if (lastHeard - since < 0 && !attachment().isInputFull()) {
            drop();
        }
    }

    /** Pings the client. */
    void beat() {
        pinged = System.nanoTime();
        socket.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
    }

    @Override
    public void drop() {
        greeted.complete(null);
        socket.disconnect();
    }

    /** The container ends the TCP stream with its close frame, and not every client then reads what came before. */
    @Override
    public void close() {
        greeted.complete(null);
        var arrival = lastWord;
        if (arrival == null) {
            hangUp();
        } else {
            var _ = arrival.completeOnTimeout(null, LAST_WORD.toSeconds(), TimeUnit.SECONDS)
                    .thenRun(this::hangUp);
        }
    }

    private void hangUp() {
        socket.close(StatusCode.NORMAL, null, Callback.NOOP);
        var _ = gone.orTimeout(LAST_WORD.toSeconds(), TimeUnit.SECONDS).exceptionally(_ -> {
            socket.disconnect();
            return null;
        });
    }

    private void lastWordArrived() {
        var arrival = lastWord;
        if (arrival != null) {
            arrival.complete(null);
        }
    }

    /** The socket has closed. */
    void closed() {
        gone.complete(null);
        if (watch != null) {
            watch.close();
        }
        attachment().close();
        lastWordArrived();
    }
}
