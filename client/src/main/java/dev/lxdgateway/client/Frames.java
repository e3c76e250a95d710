package dev.lxdgateway.client;

import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The text frames of {@code exec.v1}. */
final class Frames {

    private Frames() {}

    /** A text frame of the gateway. */
    sealed interface Incoming {

        /** Always the first. */
        record Attached(SessionInfo session, long offset) implements Incoming {}

        /** Something for the reader. */
        record Event(AttachmentEvent event) implements Incoming {}

        /** A refusal, with the close to follow. */
        record Refused(String code, String detail) implements Incoming {}

        /** Nothing that this client knows, or needs to. */
        record Unknown() implements Incoming {}
    }

    static Incoming parse(JsonNode frame) {
        return switch (frame.path("type").asString("")) {
            case "attached" ->
                new Incoming.Attached(
                        Json.session(frame.path("session")),
                        frame.path("offset").asLong(0));
            case "gap" ->
                new Incoming.Event(new AttachmentEvent.Gap(
                        frame.path("from").asLong(0), frame.path("to").asLong(0)));
            case "size" -> {
                var size = Json.size(frame);
                yield size == null ? new Incoming.Unknown() : new Incoming.Event(new AttachmentEvent.Resized(size));
            }
            case "attachments" ->
                new Incoming.Event(new AttachmentEvent.Company(
                        frame.path("writers").asInt(0), frame.path("observers").asInt(0)));
            case "draining" ->
                new Incoming.Event(new AttachmentEvent.Draining(
                        Instant.parse(frame.path("deadline").asString(""))));
            case "exit" -> new Incoming.Event(new ExecEvent.Exited(Json.exit(frame)));
            case "error" ->
                new Incoming.Refused(
                        frame.path("code").asString(""), frame.path("detail").asString(""));
            default -> new Incoming.Unknown();
        };
    }

    static String ack(long bytes) {
        return Json.text(Map.of("type", "ack", "bytes", bytes));
    }

    static String resize(TerminalSize size) {
        return Json.text(Map.of("type", "resize", "cols", size.cols(), "rows", size.rows()));
    }

    static String signal(String signal) {
        return Json.text(Map.of("type", "signal", "signal", signal));
    }

    static String endOfInput() {
        return Json.text(Map.of("type", "eof"));
    }
}
