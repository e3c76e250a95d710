package dev.lxdgateway.support;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client of {@code exec.v1}. It reads at full speed unless it is told to stop, and acknowledges only if it is told to. */
public final class ExecSocket implements Session.Listener, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int KEEP = 16 * 1024 * 1024;

    private final ByteArrayOutputStream[] kept = {
        new ByteArrayOutputStream(), new ByteArrayOutputStream(), new ByteArrayOutputStream()
    };
    private final MessageDigest[] digests = {sha256(), sha256(), sha256()};
    private final AtomicLong received = new AtomicLong();
    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private volatile boolean paused;
    private boolean acks;
    private int channel = -1;
    private volatile @Nullable Session socket;

    private ExecSocket() {}

    public static ExecSocket open(URI uri, Map<String, String> headers, String... protocols) {
        var opened = new ExecSocket();
        var request = new ClientUpgradeRequest(uri);
        headers.forEach(request::setHeader);
        request.setSubProtocols(protocols);
        try {
            WebSockets.CLIENT.connect(opened, request).join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return opened;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        socket = opened;
        opened.demand();
    }

    @Override
    public void onWebSocketPartialBinary(ByteBuffer data, boolean last, Callback callback) {
        if (channel < 0) {
            channel = data.get();
        }
        int size = data.remaining();
        digests[channel].update(data.duplicate());
        synchronized (kept) {
            if (kept[channel].size() < KEEP) {
                var copy = new byte[size];
                data.get(copy);
                kept[channel].writeBytes(copy);
            }
        }
        callback.succeed();
        if (last) {
            channel = -1;
        }
        synchronized (this) {
            received.addAndGet(size);
            if (acks && last) {
                sendAck();
            }
        }
        more();
    }

    @Override
    public void onWebSocketPartialText(String data, boolean last) {
        text.append(data);
        if (last) {
            frames.add(Api.JSON.readTree(text.toString()));
            text.setLength(0);
        }
        more();
    }

    private void more() {
        if (!paused) {
            socket().demand();
        }
    }

    @Override
    public void onWebSocketClose(int status, String reason, Callback callback) {
        callback.succeed();
        closed.complete(status);
    }

    @Override
    public void onWebSocketError(Throwable error) {
        closed.completeExceptionally(error);
    }

    private Session socket() {
        return Objects.requireNonNull(socket);
    }

    /** Stops reading the socket. */
    public void pause() {
        paused = true;
    }

    public void resume() {
        paused = false;
        socket().demand();
    }

    /** From now on acknowledges all that it reads. */
    public synchronized void acknowledge() {
        acks = true;
        sendAck();
    }

    /** In order, for an acknowledgement never goes back, and of all, for the window may be full. */
    private void sendAck() {
        send(Map.of("type", "ack", "bytes", received.get()));
    }

    public void type(String input) {
        input(input.getBytes(StandardCharsets.UTF_8));
    }

    public void input(byte[] input) {
        var frame =
                ByteBuffer.allocate(input.length + 1).put((byte) 0).put(input).flip();
        socket().sendBinary(frame, Callback.NOOP);
    }

    public void send(Object frame) {
        sendText(Api.JSON.writeValueAsString(frame));
    }

    public void sendText(String frame) {
        socket().sendText(frame, Callback.NOOP);
    }

    public long received() {
        return received.get();
    }

    public String output() {
        synchronized (kept) {
            return kept[1].toString(StandardCharsets.UTF_8);
        }
    }

    public String errors() {
        synchronized (kept) {
            return kept[2].toString(StandardCharsets.UTF_8);
        }
    }

    /** What has come of a channel, byte for byte. */
    public byte[] bytes(int of) {
        synchronized (kept) {
            return kept[of].toByteArray();
        }
    }

    /** The SHA-256 of all that has come of stdout; nothing more may come after it. */
    public String sha256OfOutput() {
        return HexFormat.of().formatHex(digests[1].digest());
    }

    public void awaitOutput(String expected) {
        await().atMost(PATIENCE).until(() -> output().contains(expected));
    }

    public JsonNode awaitFrame(String type) {
        return await().atMost(PATIENCE)
                .until(
                        () -> frames.stream()
                                .filter(frame -> frame.path("type").asString("").equals(type))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Whether the gateway answers what was sent until now, and does not close instead. */
    public boolean isAnswered() {
        var id = UUID.randomUUID().toString();
        send(Map.of("type", "ping", "id", id));
        await().atMost(PATIENCE).until(() -> closed.isDone() || isPong(id));
        return isPong(id);
    }

    private boolean isPong(String id) {
        return frames.stream().anyMatch(frame -> frame.path("id").asString("").equals(id));
    }

    public List<JsonNode> frames() {
        return frames;
    }

    /** Waits for the close, and gives its code. */
    public int awaitClose() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Waits for the exit frame and the close after it. */
    public JsonNode awaitExit() {
        var exit = awaitFrame("exit");
        awaitClose();
        return exit;
    }

    /** Drops the connection without a word. */
    @Override
    public void close() {
        socket().disconnect();
    }
}
