package dev.lxdgateway.endurance;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.WebSockets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A client of {@code exec.v1} that asks for the next frame only when its pace lets it. Public only because Jetty
 * calls it.
 */
public final class PacedSocket implements Session.Listener {

    private final Reader.Pace pace;
    private final boolean acks;
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private @Nullable Session socket;
    private @Nullable ByteArrayOutputStream channel;
    private @Nullable JsonNode exit;
    private @Nullable String strange;

    private PacedSocket(Reader.Pace pace, boolean acks) {
        this.pace = pace;
        this.acks = acks;
    }

    /** Reads a session to its end. */
    static Received read(Api api, String session, Reader.Pace pace, boolean acks, Duration limit) {
        var reader = new PacedSocket(pace, acks);
        var request = new ClientUpgradeRequest(URI.create(
                "ws://%s/api/v1/sessions/%s/attach".formatted(api.base().getAuthority(), session)));
        request.setHeader("Authorization", "Bearer " + api.token());
        request.setSubProtocols("exec.v1");
        try {
            var socket = WebSockets.CLIENT.connect(reader, request).join();
            try {
                return reader.received(reader.closed
                        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                        .join());
            } finally {
                socket.disconnect();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Received received(int code) {
        if (exit == null || strange != null || code != 1000) {
            throw new IllegalStateException("closed with %d after %d bytes, exit %s, and not expected: %s"
                    .formatted(code, total(), exit, strange));
        }
        return Received.of(exit, stdout.toByteArray(), stderr.toByteArray());
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        socket = opened;
        opened.demand();
    }

    @Override
    public void onWebSocketPartialBinary(ByteBuffer data, boolean last, Callback callback) {
        var to = channel == null ? stream(data.get()) : channel;
        channel = last ? null : to;
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        to.writeBytes(bytes);
        callback.succeed();
        if (acks && last) {
            var ack = Api.JSON.writeValueAsString(Map.of("type", "ack", "bytes", total()));
            opened().sendText(ack, Callback.NOOP);
        }
        readOn(bytes.length);
    }

    private Session opened() {
        return Objects.requireNonNull(socket);
    }

    private ByteArrayOutputStream stream(byte number) {
        if (exit != null) {
            strange = "output after the exit";
        }
        return number == 1 ? stdout : stderr;
    }

    private long total() {
        return (long) stdout.size() + stderr.size();
    }

    @Override
    public void onWebSocketPartialText(String data, boolean last) {
        text.append(data);
        if (last) {
            frame(Api.JSON.readTree(text.toString()));
            text.setLength(0);
        }
        readOn(0);
    }

    private void frame(JsonNode frame) {
        switch (frame.path("type").asString("")) {
            case "attached" -> {}
            case "exit" -> exit = frame;
            default -> strange = frame.toString();
        }
    }

    private void readOn(int bytes) {
        var pause = pace.pause(total(), bytes);
        if (pause.isZero()) {
            opened().demand();
        } else {
            CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS)
                    .execute(() -> opened().demand());
        }
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        opened().sendPong(payload, Callback.NOOP);
        opened().demand();
    }

    @Override
    public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
        callback.succeed();
        closed.complete(code);
    }

    @Override
    public void onWebSocketError(Throwable error) {
        closed.completeExceptionally(error);
    }
}
