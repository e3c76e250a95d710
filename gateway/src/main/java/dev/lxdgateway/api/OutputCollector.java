package dev.lxdgateway.api;

import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.session.Attachment;
import dev.lxdgateway.session.Exit;
import dev.lxdgateway.session.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** A client in the gateway itself that keeps the beginning of each stream, and reads on to the end. */
final class OutputCollector implements Attachment.Client {

    private final int limit;
    private final Map<Stream, ByteArrayOutputStream> kept = new EnumMap<>(Stream.class);
    private final Room room = new Room();
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();
    private boolean truncated;

    OutputCollector(int limit) {
        this.limit = limit;
        for (var stream : Stream.values()) {
            kept.put(stream, new ByteArrayOutputStream());
        }
    }

    @Override
    public ByteBuffer room(int bytes) {
        return room.of(bytes);
    }

    @Override
    public void send(Frame frame) {
        switch (frame) {
            case Frame.Output(var stream, var data) -> keep(of(stream), data);
            case Frame.Exited(var end) -> exit.complete(end);
            case Frame.Gap gap -> throw new IllegalStateException("an attachment that holds the output lost " + gap);
            case Frame.Attached _,
                    Frame.Attachments _,
                    Frame.Resized _,
                    Frame.ModeChanged _,
                    Frame.InputWritten _,
                    Frame.Draining _ -> {}
        }
    }

    private void keep(ByteArrayOutputStream bytes, ByteBuffer data) {
        int room = Math.min(limit - bytes.size(), data.remaining());
        truncated |= room < data.remaining();
        bytes.write(data.array(), data.arrayOffset() + data.position(), room);
    }

    private ByteArrayOutputStream of(Stream stream) {
        return Objects.requireNonNull(kept.get(stream));
    }

    @Override
    public boolean isPrompt() {
        return true;
    }

    @Override
    public void close() {
        if (!exit.isDone()) {
            exit.completeExceptionally(new IllegalStateException("the session let its collector go"));
        }
    }

    /** Completes when all output has come. */
    CompletableFuture<Exit> exit() {
        return exit;
    }

    boolean isTruncated() {
        return truncated;
    }

    byte[] bytes(Stream stream) {
        return of(stream).toByteArray();
    }
}
