package dev.lxdgateway.support.stub;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An operation as the API shows it. */
final class StubOperation {

    private static final int RUNNING = 103;

    private final String id;
    private final String instance;
    private final String created = Instant.now().toString();
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private int status = RUNNING;
    private String error = "";

    StubOperation(String id, String instance, JsonNode request, Map<String, String> secrets) {
        this.id = id;
        this.instance = instance;
        metadata.put("command", request.path("command"));
        metadata.put("interactive", request.path("interactive").asBoolean(false));
        metadata.put("fds", secrets);
    }

    synchronized void end(int status, String error, @Nullable Integer returned) {
        if (returned != null) {
            metadata.put("return", returned);
        }
        this.status = status;
        this.error = error;
    }

    synchronized boolean isRunning() {
        return status == RUNNING;
    }

    synchronized String error() {
        return error;
    }

    synchronized int status() {
        return status;
    }

    synchronized Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", id);
        json.put("class", "websocket");
        json.put("description", "Executing command");
        json.put("created_at", created);
        json.put("updated_at", created);
        json.put("status", status == RUNNING ? "Running" : status == 200 ? "Success" : "Failure");
        json.put("status_code", status);
        json.put("resources", Map.of("instances", List.of("/1.0/instances/" + instance)));
        json.put("metadata", new LinkedHashMap<>(metadata));
        json.put("may_cancel", false);
        json.put("err", error);
        json.put("location", "none");
        return json;
    }
}
