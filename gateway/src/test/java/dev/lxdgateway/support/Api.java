package dev.lxdgateway.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the HTTP API that knows nothing of the gateway's code. */
public final class Api {

    public static final JsonMapper JSON = JsonMapper.shared();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI base;
    private final String token;

    public Api(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    public URI base() {
        return base;
    }

    public String token() {
        return token;
    }

    public Answer get(String path) {
        return call("GET", path, null, Map.of());
    }

    public Answer post(String path, Object body) {
        return call("POST", path, JSON.writeValueAsString(body), Map.of());
    }

    public Answer delete(String path) {
        return call("DELETE", path, null, Map.of());
    }

    /** Any request; headers given replace the usual ones, and an empty one leaves it out. */
    public Answer call(String method, String path, @Nullable String body, Map<String, String> headers) {
        var all = new LinkedHashMap<String, String>();
        all.put("Authorization", "Bearer " + token);
        if (body != null) {
            all.put("Content-Type", "application/json");
        }
        all.putAll(headers);
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        all.forEach((name, value) -> {
            if (!value.isEmpty()) {
                request.header(name, value);
            }
        });
        try {
            return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The JSON form of exec. */
    public JsonNode exec(String remote, String... command) {
        return exec(remote, Map.of("command", List.of(command)));
    }

    public JsonNode exec(String remote, Map<String, ?> body) {
        return exec(remote, "demo", body);
    }

    public JsonNode exec(String remote, String instance, Map<String, ?> body) {
        var answer = post("/api/v1/instances/%s/exec?remote=%s".formatted(instance, remote), body);
        if (answer.status() != 200) {
            throw new IllegalStateException("exec answered " + answer);
        }
        return answer.json();
    }

    /** Starts a session and gives its id. */
    public String session(String remote, Map<String, ?> body) {
        var answer = post("/api/v1/instances/demo/sessions?remote=" + remote, body);
        if (answer.status() != 201) {
            throw new IllegalStateException("sessions answered " + answer);
        }
        return answer.json().path("id").asString();
    }

    public ExecSocket attach(String session, String query) {
        return ExecSocket.open(
                URI.create("ws://" + base.getAuthority() + "/api/v1/sessions/" + session + "/attach" + query),
                Map.of("Authorization", "Bearer " + token),
                "exec.v1");
    }

    public ExecSocket terminal(String remote, String... command) {
        return attach(session(remote, Map.of("command", List.of(command))), "");
    }

    public ExecSocket pipes(String remote, String... command) {
        return attach(session(remote, Map.of("command", List.of(command), "interactive", false)), "");
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String code() {
            return json().path("code").asString("");
        }

        /** Whether the gateway goes away and has run nothing. */
        public boolean isDraining() {
            return status() == 503
                    && header("Content-Type").startsWith("application/problem+json")
                    && code().equals("draining");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        @Override
        public String toString() {
            return status() + " " + response.body();
        }
    }
}
