package dev.lxdgateway.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of {@code exec.v1}. Frames are asked for one at a time, by whoever took the one before, and output is
 * acknowledged when its reader has it: so the reader's pace is that of the connection.
 */
final class AttachmentSocket {

    /** Whoever takes what comes. */
    interface Receiver {

        /** Whether the next frame may come at once; else {@link AttachmentSocket#demand} asks for it later. */
        boolean receive(AttachmentEvent event);

        /** Nothing more comes; null after the exit. */
        void ended(@Nullable GatewayException why);
    }

    private static final Duration SILENCE = Duration.ofSeconds(75);
    private static final int ACK_EVERY = 32 * 1024;

    private final Receiver receiver;
    private final CompletableFuture<Frames.Incoming.Attached> attached = new CompletableFuture<>();
    private final ReentrantLock acking = new ReentrantLock();
    private final Sums sums = new Sums();
    private volatile @Nullable Session socket;
    private volatile long lastHeard = System.nanoTime();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile boolean discarding;
    private volatile boolean exited;
    private volatile @Nullable GatewayException refusal;
    private boolean whole;
    private long consumed;
    private long acknowledged;

    AttachmentSocket(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Completes with the first frame, or fails with the gateway's refusal. */
    CompletableFuture<Frames.Incoming.Attached> attached() {
        return attached;
    }

    Endpoint endpoint() {
        return new Endpoint();
    }

    Session socket() {
        return Objects.requireNonNull(socket, "not connected");
    }

    /** Asks for the next frame, after one that was held back. */
    void demand() {
        if (waiting.compareAndSet(true, false)) {
            socket().demand();
        }
    }

    /** Drops the connection if it is still there. */
    void disconnect() {
        socket().disconnect();
    }

    /** The reader has an event. */
    void consumed(AttachmentEvent event, boolean last) {
        if (event instanceof ExecEvent.Output output) {
            acking.lock();
            try {
                consumed += output.bytes().length;
                if (!exited && (last || consumed - acknowledged >= ACK_EVERY)) {
                    acknowledged = consumed;
                    socket().sendText(Frames.ack(consumed), Callback.NOOP);
                }
            } finally {
                acking.unlock();
            }
        }
    }

    /** Passes over all that still comes, until the gateway has closed. */
    void discard() {
        discarding = true;
        socket().close(1000, null, Callback.NOOP);
        demand();
    }

    /** While the reader takes its time no ping is heard, and so none is answered. */
    void beat() {
        var current = socket;
        if (current == null) {
            return;
        }
        if (waiting.get()) {
            lastHeard = System.nanoTime();
            current.sendPong(ByteBuffer.allocate(0), Callback.NOOP);
        } else if (System.nanoTime() - lastHeard > SILENCE.toNanos()) {
            refusal =
                    new ConnectionLostException("the gateway has been silent for " + SILENCE.toSeconds() + " s", null);
            current.disconnect();
        }
    }

    private void receive(AttachmentEvent event) {
        switch (event) {
            case ExecEvent.Output output
            when whole -> sums.add(output.stream(), output.bytes(), 0, output.bytes().length);
            case AttachmentEvent.Gap _ -> whole = false;
            case ExecEvent.Exited(var exit) -> {
                if (whole) {
                    sums.verify(exit);
                }
                exited = true;
            }
            default -> {}
        }
        waiting.set(true);
        if (discarding || receiver.receive(event)) {
            demand();
        }
    }

    private void text(String text) {
        switch (Frames.parse(Json.object(text.getBytes(StandardCharsets.UTF_8)))) {
            case Frames.Incoming.Attached first -> {
                whole = first.offset() == 0;
                attached.complete(first);
                socket().demand();
            }
            case Frames.Incoming.Event(var event) -> receive(event);
            case Frames.Incoming.Refused(var code, var detail) -> {
                refusal = new ProblemException(0, code, detail, null);
                socket().demand();
            }
            case Frames.Incoming.Unknown _ -> socket().demand();
        }
    }

    private void closed(int code, @Nullable String reason) {
        var why = why(code, reason);
        attached.completeExceptionally(why);
        receiver.ended(exited ? null : why);
    }

    private GatewayException why(int code, @Nullable String reason) {
        int status = code - 4000;
        return switch (refusal) {
            case ProblemException problem -> new ProblemException(status, problem.code(), problem.detail(), null);
            case GatewayException known -> known;
            case null ->
                status > 0
                        ? new ProblemException(status, reason == null ? "status-" + status : reason, "closed", null)
                        : new ConnectionLostException("the WebSocket closed with " + code, null);
        };
    }

    private void failed(GatewayException why) {
        refusal = why;
        exited = false;
        socket().disconnect();
    }

    /** What Jetty calls; public only for that. */
    public final class Endpoint implements Session.Listener {

        private static final int STDERR = 2;

        private final StringBuilder text = new StringBuilder();
        private int channel = -1;

        private Endpoint() {}

        @Override
        public void onWebSocketOpen(Session opened) {
            socket = opened;
            // from the first acknowledgement on, the gateway keeps to its window
            opened.sendText(Frames.ack(0), Callback.NOOP);
            opened.demand();
        }

        @Override
        public void onWebSocketPartialBinary(ByteBuffer data, boolean last, Callback callback) {
            lastHeard = System.nanoTime();
            if (channel < 0 && data.hasRemaining()) {
                channel = data.get();
            }
            var bytes = new byte[data.remaining()];
            data.get(bytes);
            var stream = channel == STDERR ? StdStream.STDERR : StdStream.STDOUT;
            if (last) {
                channel = -1;
            }
            callback.succeed();
            if (bytes.length == 0) {
                socket().demand();
            } else {
                guarded(() -> receive(new ExecEvent.Output(stream, bytes)));
            }
        }

        @Override
        public void onWebSocketPartialText(String data, boolean last) {
            lastHeard = System.nanoTime();
            text.append(data);
            if (last) {
                var frame = text.toString();
                text.setLength(0);
                guarded(() -> text(frame));
            } else {
                socket().demand();
            }
        }

        private void guarded(Runnable work) {
            try {
                work.run();
            } catch (GatewayException e) {
                failed(e);
            } catch (RuntimeException e) {
                failed(new ConnectionLostException("the client failed: " + Http.describe(e), e));
            }
        }

        @Override
        public void onWebSocketPing(ByteBuffer payload) {
            lastHeard = System.nanoTime();
            var copy = ByteBuffer.allocate(payload.remaining()).put(payload).flip();
            socket().sendPong(copy, Callback.NOOP);
            socket().demand();
        }

        @Override
        public void onWebSocketPong(ByteBuffer payload) {
            lastHeard = System.nanoTime();
            socket().demand();
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            if (refusal == null) {
                refusal = new ConnectionLostException("the WebSocket broke: " + Http.describe(cause), cause);
            }
        }

        @Override
        public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
            callback.succeed();
            closed(code, reason);
        }
    }
}
