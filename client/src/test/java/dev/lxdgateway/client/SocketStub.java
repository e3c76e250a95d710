package dev.lxdgateway.client;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;

/** The gateway's end of a WebSocket, which sends what a test tells it to. Public only because Jetty calls it. */
public final class SocketStub implements Session.Listener.AutoDemanding, AutoCloseable {

    private static final String ATTACHED = """
            {"type":"attached","mode":"writer","offset":0,"cols":80,"rows":24,"session":{"id":"s1","remote":"lxd",
            "project":"default","instance":"demo","owner":"admin","command":["sh"],"interactive":true,"cols":80,"rows":24,
            "created":"2026-11-25T12:00:00Z","state":"running","output":{"start":0,"end":0},"exit":null}}""";

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final AtomicLong input = new AtomicLong();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private volatile @Nullable Session socket;
    private volatile String path = "";

    private SocketStub() {
        server.addConnector(connector);
        server.setHandler(WebSocketUpgradeHandler.from(
                server,
                container -> container.addMapping("/*", (request, response, callback) -> {
                    path = request.getHttpURI().getPathQuery();
                    response.setAcceptedSubProtocol("exec.v1");
                    return this;
                })));
    }

    static SocketStub started() {
        var stub = new SocketStub();
        try {
            stub.server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return stub;
    }

    GatewayClient client() {
        return GatewayClient.connect(URI.create("http://127.0.0.1:" + connector.getLocalPort()), "secret");
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        opened.setMaxBinaryMessageSize(1024 * 1024);
        socket = opened;
        if (!path.contains("refused")) {
            text(ATTACHED);
        } else {
            text("{\"type\":\"error\",\"code\":\"session-not-found\",\"detail\":\"no such\"}");
            close(4404);
        }
    }

    @Override
    public void onWebSocketText(String message) {
        texts.add(message);
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        input.addAndGet(payload.remaining() - 1L);
        callback.succeed();
    }

    @Override
    public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
        callback.succeed();
        closed.complete(code);
    }

    void text(String frame) {
        socket().sendText(frame, Callback.NOOP);
    }

    /** Sends output, and calls back when the socket has taken it. */
    void output(int channel, byte[] bytes, Runnable taken) {
        var frame = ByteBuffer.allocate(1 + bytes.length)
                .put((byte) channel)
                .put(bytes)
                .flip();
        socket().sendBinary(frame, Callback.from(taken, _ -> {}));
    }

    void output(int channel, String text) {
        output(channel, text.getBytes(StandardCharsets.UTF_8), () -> {});
    }

    void close(int code) {
        socket().close(code, "reason", Callback.NOOP);
    }

    void drop() {
        socket().disconnect();
    }

    private Session socket() {
        return Objects.requireNonNull(socket);
    }

    /** The text frames that have come. */
    List<String> texts() {
        return texts;
    }

    /** How many bytes of input have come. */
    long input() {
        return input.get();
    }

    String path() {
        return path;
    }

    CompletableFuture<Integer> closed() {
        return closed;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
