package dev.lxdgateway.support.stub;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** The server's event streams. */
public final class StubEvents {

    private final Map<StubSocket, Set<String>> streams = new ConcurrentHashMap<>();
    private volatile boolean silent;

    void add(StubSocket socket, Set<String> types) {
        streams.put(socket, types);
        var _ = socket.gone().thenRun(() -> streams.remove(socket));
    }

    /** The streams that are open. */
    public List<StubSocket> open() {
        return List.copyOf(streams.keySet());
    }

    /** From now on tells nothing, or tells again. */
    public void silent(boolean now) {
        silent = now;
    }

    public void each(Consumer<StubSocket> action) {
        streams.keySet().forEach(action);
    }

    void publish(String type, Map<String, ?> metadata) {
        if (silent || streams.isEmpty()) {
            return;
        }
        var event = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "type", type, "timestamp", Instant.now().toString(), "location", "none", "metadata", metadata));
        streams.forEach((socket, types) -> {
            if (types.contains(type)) {
                socket.text(event);
            }
        });
    }

    void log(String message, Map<String, String> context) {
        publish("logging", Map.of("level", "debug", "message", message, "context", context));
    }
}
