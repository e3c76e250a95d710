package dev.lxdgateway.terminal;

import dev.lxdgateway.lxd.TerminalSize;
import dev.lxdgateway.session.Attachment.Mode;
import dev.lxdgateway.session.Signal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A text frame of a client. */
sealed interface ClientFrame {

    record Ack(long bytes) implements ClientFrame {}

    record Resize(TerminalSize size) implements ClientFrame {}

    record SendSignal(Signal signal) implements ClientFrame {}

    record Eof() implements ClientFrame {}

    record Redraw() implements ClientFrame {}

    record SetMode(String attachment, Mode mode) implements ClientFrame {}

    record Ping(JsonNode id) implements ClientFrame {}

    /**
     * Reads a frame.
     *
     * @throws IllegalArgumentException if it is none, saying why
     */
    static ClientFrame parse(String text, JsonMapper json) {
        var frame = read(text, json);
        var type = frame.path("type").asString("");
        return switch (type) {
            case "ack" -> new Ack(number(frame, "bytes"));
            case "resize" -> new Resize(new TerminalSize(size(frame, "cols"), size(frame, "rows")));
            case "signal" -> new SendSignal(Signal.parse(frame.path("signal").asString("")));
            case "eof" -> new Eof();
            case "redraw" -> new Redraw();
            case "mode" -> new SetMode(frame.path("attachment").asString(""), mode(frame));
            case "ping" -> new Ping(frame.path("id"));
            default ->
                throw new IllegalArgumentException(
                        "there is no frame of type '%.40s'; types are ack, resize, signal, eof, redraw, mode and ping"
                                .formatted(type));
        };
    }

    private static Mode mode(JsonNode frame) {
        return switch (frame.path("mode").asString("")) {
            case "writer" -> Mode.WRITER;
            case "observer" -> Mode.OBSERVER;
            default -> throw new IllegalArgumentException("mode must be writer or observer");
        };
    }

    private static JsonNode read(String text, JsonMapper json) {
        try {
            var frame = json.readTree(text);
            if (!frame.isObject()) {
                throw new IllegalArgumentException("a text frame must be a JSON object");
            }
            return frame;
        } catch (JacksonException _) {
            throw new IllegalArgumentException("the text frame is no JSON");
        }
    }

    private static long number(JsonNode frame, String field) {
        var value = frame.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(
                    "'%s' of %s must be a whole number".formatted(field, frame.path("type")));
        }
        return value.asLong();
    }

    private static int size(JsonNode frame, String field) {
        return Math.toIntExact(Math.clamp(number(frame, field), 0, Integer.MAX_VALUE));
    }
}
