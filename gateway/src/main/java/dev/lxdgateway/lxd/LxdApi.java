package dev.lxdgateway.lxd;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** LXD's REST conventions over a transport: the envelope, its errors, and the encoding of names in paths. */
final class LxdApi {

    static final JsonMapper JSON = JsonMapper.shared();

    private static final int LONGEST_NAME = 255;

    private final String remote;
    private final Endpoint endpoint;
    private final HttpTransport transport;
    private final Duration limit;
    private final LxdObserver observer;

    LxdApi(String remote, Endpoint endpoint, HttpTransport transport, Duration limit, LxdObserver observer) {
        this.remote = remote;
        this.endpoint = endpoint;
        this.transport = transport;
        this.limit = limit;
        this.observer = observer;
    }

    String remote() {
        return remote;
    }

    /** The {@code metadata} of an answer to a GET. */
    JsonNode get(String path) {
        return call(HttpMethod.GET, path, null);
    }

    /** The {@code metadata} of an answer to a POST. */
    JsonNode post(String path, Object body) {
        return call(HttpMethod.POST, path, JSON.writeValueAsString(body));
    }

    private JsonNode call(HttpMethod method, String path, @Nullable String json) {
        long asked = System.nanoTime();
        var answer = LxdObserver.Answer.UNAVAILABLE;
        try {
            var metadata = metadata(method, path, json);
            answer = LxdObserver.Answer.OK;
            return metadata;
        } catch (LxdException e) {
            answer = answer(e);
            throw e;
        } finally {
            observer.asked(remote, answer, Duration.ofNanos(System.nanoTime() - asked));
        }
    }

    private static LxdObserver.Answer answer(LxdException problem) {
        return problem instanceof LxdUnavailableException ? LxdObserver.Answer.UNAVAILABLE : LxdObserver.Answer.REFUSED;
    }

    /** All sockets of an exec are connected, or not all can be. */
    void connected(LxdObserver.Answer answer, Duration took) {
        observer.connected(remote, answer, took);
    }

    /** The stream of events broke. */
    void eventsLost() {
        observer.eventsLost(remote);
    }

    private JsonNode metadata(HttpMethod method, String path, @Nullable String json) {
        var envelope = envelope(method, path, json);
        return switch (envelope.path("type").asString("")) {
            case "sync", "async" -> envelope.path("metadata");
            case "error" ->
                throw refused(
                        envelope.path("error_code").asInt(500),
                        envelope.path("error").asString("unknown error"));
            default -> throw foreign(null);
        };
    }

    private JsonNode envelope(HttpMethod method, String path, @Nullable String json) {
        try {
            return JSON.readTree(transport.send(method, path, json, limit).body());
        } catch (IOException e) {
            throw unavailable(e);
        } catch (JacksonException e) {
            throw foreign(e);
        }
    }

    private LxdUnavailableException foreign(@Nullable Throwable cause) {
        return new LxdUnavailableException(remote, endpoint.toString(), "its answer is not LXD's JSON", cause);
    }

    private LxdException refused(int status, String error) {
        return switch (status) {
            case 404 -> new NotFoundException("resource", "Remote '%s': %s".formatted(remote, error));
            case 502, 503, 504 -> new LxdUnavailableException(remote, endpoint.toString(), error, null);
            default -> new LxdRefusedException(remote, status, error);
        };
    }

    LxdUnavailableException unavailable(Throwable cause) {
        var why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new LxdUnavailableException(remote, endpoint.toString(), why, cause);
    }

    /** A path of literal text with one name in it. */
    static String path(String format, String... names) {
        var encoded = new Object[names.length];
        for (int i = 0; i < names.length; i++) {
            requireName(names[i]);
            encoded[i] = URLEncoder.encode(names[i], StandardCharsets.UTF_8).replace("+", "%20");
        }
        return format.formatted(encoded);
    }

    /** No server has such names, and in a path they would mean something else, or be too much of it. */
    private static void requireName(String name) {
        if (name.length() > LONGEST_NAME || name.equals(".") || name.equals("..")) {
            throw new NotFoundException("resource", "'%.40s' is no name that a server can give".formatted(name));
        }
    }
}
