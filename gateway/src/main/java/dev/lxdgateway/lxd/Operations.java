package dev.lxdgateway.lxd;

import static dev.lxdgateway.lxd.LxdApi.path;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Learns how operations end: from the server's event stream, which tells at once, and by asking where the stream did not
 * tell. The server forgets an operation five seconds after its end.
 */
final class Operations {

    private static final Duration LISTEN_LIMIT = Duration.ofSeconds(2);
    private static final Duration FIRST_POLL = Duration.ofMillis(50);
    private static final Duration LAST_POLL = Duration.ofMillis(500);

    private final LxdApi api;
    private final HttpTransport transport;
    private final ProcessEvents processes;
    private final InstanceStops stops;
    private final Map<String, CompletableFuture<Outcome>> watched = new ConcurrentHashMap<>();
    private final ReentrantLock listening = new ReentrantLock();
    private volatile @Nullable EventSocket events;

    Operations(LxdApi api, HttpTransport transport, ProcessEvents processes, InstanceStops stops) {
        this.api = api;
        this.transport = transport;
        this.processes = processes;
        this.stops = stops;
    }

    /**
     * Makes sure that events come, if the server lets this client have them; without them, asking has to do.
     *
     * @param types the types of events, such as {@code operation,logging}
     */
    void listen(String types) {
        if (isListening()) {
            return;
        }
        listening.lock();
        try {
            if (!isListening()) {
                var socket = new EventSocket(this::event);
                HttpTransport.await(
                        transport.connect(socket, "/1.0/events?all-projects=true&type=" + types), LISTEN_LIMIT);
                events = socket;
            }
        } catch (IOException _) {
            // a server that is down says so to the request that follows
        } finally {
            listening.unlock();
        }
    }

    private boolean isListening() {
        var socket = events;
        return socket != null && socket.isOpen();
    }

    /** Whether the instance is being stopped, or was a moment ago. */
    boolean isStopping(Place place) {
        return stops.contains(place);
    }

    /** The outcome of an operation that cannot have ended yet. */
    CompletableFuture<Outcome> watch(String id) {
        return watched.computeIfAbsent(id, _ -> new CompletableFuture<>());
    }

    /** Asks for the outcome until it is known, because by all signs the operation has ended. */
    void settle(String id) {
        var outcome = watched.get(id);
        if (outcome != null) {
            Thread.ofVirtual().name("lxd-operation").start(() -> poll(id, outcome));
        }
    }

    private void poll(String id, CompletableFuture<Outcome> outcome) {
        var pause = FIRST_POLL;
        var errors = 0;
        while (!waitFor(outcome, pause)) {
            try {
                operation(api.get(path("/1.0/operations/%s", id)));
            } catch (NotFoundException _) {
                end(id, new Outcome.Unknown("the server has forgotten the operation"));
            } catch (LxdException e) {
                if (++errors == 3) {
                    end(id, new Outcome.Unknown(String.valueOf(e.getMessage())));
                }
            }
            pause = pause.compareTo(LAST_POLL) < 0 ? pause.multipliedBy(2) : LAST_POLL;
        }
    }

    private static boolean waitFor(CompletableFuture<Outcome> outcome, Duration pause) {
        try {
            HttpTransport.await(outcome.copy(), pause);
            return true;
        } catch (IOException _) {
            return outcome.isDone() || Thread.currentThread().isInterrupted();
        }
    }

    private void event(JsonNode event) {
        var metadata = event.path("metadata");
        switch (event.path("type").asString("")) {
            case "operation" -> {
                processes.operation(metadata);
                stops.operation(metadata);
                operation(metadata);
            }
            case "logging" -> processes.log(metadata);
            default -> {}
        }
    }

    private void operation(JsonNode operation) {
        if (operation.path("status_code").asInt(0) >= 200) {
            end(operation.path("id").asString(""), outcome(operation));
        }
    }

    private void end(String id, Outcome outcome) {
        var future = watched.remove(id);
        if (future != null) {
            future.complete(outcome);
        }
    }

    static Outcome outcome(JsonNode operation) {
        var code = operation.path("metadata").path("return").asInt(-1);
        var error = operation.path("err").asString("");
        if (code >= 0) {
            return new Outcome.Exited(code);
        }
        return error.isEmpty()
                ? new Outcome.Unknown("the server ended the operation without an exit code")
                : new Outcome.NotStarted(error);
    }

    /** Stops watching an operation that was never started. */
    void forget(String id) {
        watched.remove(id);
    }

    /** The server's event stream. Public only because Jetty calls it by reflection. */
    public static final class EventSocket implements Session.Listener.AutoDemanding {

        private final Consumer<JsonNode> consumer;
        private volatile @Nullable Session session;

        EventSocket(Consumer<JsonNode> consumer) {
            this.consumer = consumer;
        }

        boolean isOpen() {
            var current = session;
            return current != null && current.isOpen();
        }

        @Override
        public void onWebSocketOpen(Session session) {
            this.session = session;
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            // the next exec listens anew
        }

        @Override
        public void onWebSocketText(String message) {
            consumer.accept(LxdApi.JSON.readTree(message));
        }
    }
}
