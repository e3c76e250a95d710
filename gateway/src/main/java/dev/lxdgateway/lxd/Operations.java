package dev.lxdgateway.lxd;

import static dev.lxdgateway.lxd.LxdApi.path;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/**
 * Learns how operations end: from the server's events, which tell at once, and by asking where they may not have told. It
 * asks a few times when by all signs an operation has ended, and once when the events have been interrupted, but never
 * goes on asking about one that runs. The server forgets an operation five seconds after its end.
 */
final class Operations implements EventStream.Listener {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
    private static final int ERRORS = 3;

    private final LxdApi api;
    private final ProcessEvents processes;
    private final InstanceStops stops;
    private final EventStream events;
    private final HttpTransport transport;
    private final Map<String, Watch> watched = new ConcurrentHashMap<>();

    private record Watch(CompletableFuture<Outcome> outcome, AtomicBoolean settling) {}

    Operations(LxdApi api, HttpTransport transport, LxdLimits limits, ProcessEvents processes, InstanceStops stops) {
        this.api = api;
        this.transport = transport;
        this.processes = processes;
        this.stops = stops;
        this.events = new EventStream(transport, limits.events(), this);
    }

    EventStream events() {
        return events;
    }

    /** Whether the instance is being stopped, or was a moment ago. */
    boolean isStopping(Place place) {
        return stops.contains(place);
    }

    /** The outcome of an operation that cannot have ended yet. */
    CompletableFuture<Outcome> watch(String id) {
        var outcome =
                watched.computeIfAbsent(id, _ -> new Watch(new CompletableFuture<>(), new AtomicBoolean())).outcome;
        events.revive();
        return outcome;
    }

    /** How many operations are watched. */
    int watching() {
        return watched.size();
    }

    /** Asks once after a time, unless events tell what becomes of it. */
    void askLater(String id, Duration time) {
        transport.schedule(time, () -> {
            if (!events.isProven() && watched.containsKey(id)) {
                Thread.ofVirtual().name("lxd-operation").start(() -> askAll(List.of(id)));
            }
        });
    }

    /** Asks for the outcome, because by all signs the operation ends now or has ended. */
    void settle(String id) {
        var watch = watched.get(id);
        if (watch != null && watch.settling.compareAndSet(false, true)) {
            Thread.ofVirtual().name("lxd-operation").start(() -> settle(id, watch.outcome));
        }
    }

    private void settle(String id, CompletableFuture<Outcome> outcome) {
        int errors = 0;
        for (var pause = FIRST_PAUSE; pause.compareTo(LONGEST_PAUSE) < 0; pause = pause.multipliedBy(2)) {
            if (within(pause, outcome)) {
                return;
            }
            try {
                ask(id);
            } catch (LxdException e) {
                if (++errors >= ERRORS && !events.isOpen()) {
                    end(id, new Outcome.Unknown(String.valueOf(e.getMessage())));
                }
            }
        }
        // it runs on, held by a background task: an event will tell, or the events' return
    }

    private static boolean within(Duration pause, CompletableFuture<Outcome> outcome) {
        try {
            HttpTransport.await(outcome.copy(), pause);
            return true;
        } catch (IOException _) {
            return outcome.isDone() || Thread.currentThread().isInterrupted();
        }
    }

    private void ask(String id) {
        try {
            operation(api.get(path("/1.0/operations/%s", id)));
        } catch (NotFoundException _) {
            end(id, new Outcome.Unknown("the server has forgotten the operation"));
        }
    }

    /** Asks whether a watched operation has ended; its outcome tells how. */
    boolean hasEnded(String id) {
        askAll(List.of(id));
        return !watched.containsKey(id);
    }

    private void askAll(Iterable<String> ids) {
        try {
            ids.forEach(this::ask);
        } catch (LxdException _) {
            // the next return of the events asks again
        }
    }

    @Override
    public boolean isWaiting() {
        return !watched.isEmpty();
    }

    @Override
    public void opened() {
        if (isWaiting()) {
            Thread.ofVirtual().name("lxd-operation").start(() -> askAll(List.copyOf(watched.keySet())));
        }
    }

    @Override
    public void lost() {
        api.eventsLost();
    }

    @Override
    public void event(String type, JsonNode metadata) {
        switch (type) {
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
        var watch = watched.remove(id);
        if (watch != null) {
            watch.outcome.complete(outcome);
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

    /** Waits no more for an operation. */
    void forget(String id) {
        var watch = watched.remove(id);
        if (watch != null) {
            watch.outcome.cancel(false);
        }
    }
}
