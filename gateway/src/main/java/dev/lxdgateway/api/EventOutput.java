package dev.lxdgateway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.session.Attachment;
import dev.lxdgateway.session.Exit;
import dev.lxdgateway.session.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tells a command's output and its exit as events, one JSON object each, at the pace of the caller. */
final class EventOutput implements Attachment.Client {

    private final OutputStream out;
    private final EventForm form;
    private final JsonMapper json;
    private final Map<Stream, TextPieces> pieces = new EnumMap<>(Stream.class);
    private final Room room = new Room();
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();

    EventOutput(OutputStream out, EventForm form, JsonMapper json) {
        this.out = out;
        this.form = form;
        this.json = json;
        for (var stream : Stream.values()) {
            pieces.put(stream, new TextPieces());
        }
    }

    @Override
    public ByteBuffer room(int bytes) {
        return room.of(bytes);
    }

    @Override
    public void send(Frame frame) throws IOException {
        switch (frame) {
            case Frame.Output(var stream, var data) -> tell(stream, of(stream).next(data));
            case Frame.Exited(var end) -> {
                for (var stream : Stream.values()) {
                    tell(stream, of(stream).rest());
                }
                write(Map.of("exit", ExitView.of(end)));
                exit.complete(end);
            }
            case Frame.Gap gap -> throw new IllegalStateException("an attachment that holds the output lost " + gap);
            default -> {}
        }
    }

    private TextPieces of(Stream stream) {
        return Objects.requireNonNull(pieces.get(stream));
    }

    private void tell(Stream stream, Map.@Nullable Entry<String, String> bytes) throws IOException {
        if (bytes != null) {
            write(new StreamEvent(
                    stream.name().toLowerCase(Locale.ROOT),
                    bytes.getKey().equals("data") ? bytes.getValue() : null,
                    bytes.getKey().equals("base64") ? bytes.getValue() : null));
        }
    }

    private void write(Object event) throws IOException {
        var line = form.of(json.writeValueAsString(event));
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        exit.completeExceptionally(new IOException("the caller took no more"));
    }

    /** Completes when the exit has been told. */
    CompletableFuture<Exit> exit() {
        return exit;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StreamEvent(
            String stream, @Nullable String data, @Nullable String base64) {}
}
