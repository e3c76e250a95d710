package dev.lxdgateway.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway's JSON as this client's types. What is not known is passed over: a later gateway may tell more. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * Reads what must be an object.
     *
     * @throws ConnectionLostException if it is none, for then it is no gateway that speaks
     */
    static JsonNode object(byte[] json) {
        try {
            var node = MAPPER.readTree(json);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException _) {
            // as below
        }
        throw new ConnectionLostException("the answer is no JSON object", null);
    }

    static Exit exit(JsonNode exit) {
        var sums = new EnumMap<StdStream, StreamSum>(StdStream.class);
        for (var stream : StdStream.values()) {
            var bytes = exit.path("bytes").path(stream.word());
            if (bytes.isIntegralNumber()) {
                var sha256 = exit.path("sha256").path(stream.word()).asString("");
                sums.put(stream, new StreamSum(bytes.asLong(), sha256));
            }
        }
        return exit(exit, sums);
    }

    private static Exit exit(JsonNode exit, Map<StdStream, StreamSum> sums) {
        return new Exit(
                exit.path("exitCode").isIntegralNumber() ? exit.path("exitCode").asInt() : null,
                textOrNull(exit, "signal"),
                ExitReason.of(exit.path("reason").asString("")),
                sums,
                Tail.of(exit.path("tail").asString("")),
                textOrNull(exit, "detail"));
    }

    static ExecResult result(JsonNode result) {
        var sums = new EnumMap<StdStream, StreamSum>(StdStream.class);
        for (var stream : StdStream.values()) {
            sums.put(
                    stream,
                    new StreamSum(
                            result.path(stream.word() + "Bytes").asLong(0),
                            result.path(stream.word() + "Sha256").asString("")));
        }
        boolean base64 = result.path("encoding").asString("").equals("base64");
        return new ExecResult(
                exit(result, sums),
                output(result.path("stdout").asString(""), base64),
                output(result.path("stderr").asString(""), base64),
                result.path("truncated").asBoolean(false),
                Duration.ofMillis(result.path("durationMs").asLong(0)),
                result.path("sessionId").asString(""));
    }

    private static byte[] output(String output, boolean base64) {
        return base64 ? Base64.getDecoder().decode(output) : output.getBytes(StandardCharsets.UTF_8);
    }

    static ExecEvent event(JsonNode event) {
        if (event.has("exit")) {
            return new ExecEvent.Exited(exit(event.path("exit")));
        }
        var stream = event.path("stream").asString("").equals("stderr") ? StdStream.STDERR : StdStream.STDOUT;
        return event.has("base64")
                ? new ExecEvent.Output(stream, output(event.path("base64").asString(""), true))
                : new ExecEvent.Output(stream, output(event.path("data").asString(""), false));
    }

    static SessionInfo session(JsonNode session) {
        return new SessionInfo(
                session.path("id").asString(""),
                session.path("remote").asString(""),
                session.path("project").asString(""),
                session.path("instance").asString(""),
                session.path("owner").asString(""),
                session.path("command")
                        .valueStream()
                        .map(argument -> argument.asString(""))
                        .toList(),
                size(session),
                Instant.parse(session.path("created").asString("")),
                SessionState.of(session.path("state").asString("")),
                session.path("output").path("start").asLong(0),
                session.path("output").path("end").asLong(0),
                session.path("exit").isObject() ? exit(session.path("exit")) : null);
    }

    static InstanceInfo instance(JsonNode instance) {
        return new InstanceInfo(
                instance.path("name").asString(""),
                instance.path("remote").asString(""),
                instance.path("project").asString(""),
                instance.path("type").asString(""),
                instance.path("status").asString(""));
    }

    static @Nullable TerminalSize size(JsonNode of) {
        return of.path("cols").isIntegralNumber()
                ? new TerminalSize(of.path("cols").asInt(), of.path("rows").asInt(1))
                : null;
    }

    static @Nullable String textOrNull(JsonNode of, String field) {
        return of.path(field).isString() ? of.path(field).asString() : null;
    }

    /** The refusal that an answer is; its code is the status's where it is none of the gateway's own. */
    static ProblemException problem(int status, @Nullable String reason, HttpFields headers, byte[] body) {
        JsonNode problem;
        try {
            problem = MAPPER.readTree(body);
        } catch (JacksonException _) {
            problem = MAPPER.missingNode();
        }
        var words = reason == null || reason.isBlank() ? "status " + status : reason;
        return new ProblemException(
                status,
                problem.path("code").asString(words.toLowerCase(Locale.ROOT).replace(' ', '-')),
                problem.path("detail").asString(words),
                retryAfter(headers));
    }

    private static @Nullable Duration retryAfter(HttpFields headers) {
        var seconds = headers.get("Retry-After");
        return seconds != null && seconds.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }
}
