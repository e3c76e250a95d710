package dev.lxdgateway.lxd;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * Which instances are being stopped, restarted or deleted, heard from the server's operations: by the time that a process
 * dies of it, the instance may still run, or run again.
 */
final class InstanceStops {

    /** The end of the operation may overtake the end of an exec. */
    private static final Duration AFTERGLOW = Duration.ofSeconds(2);

    private static final Set<String> STOPPING = Set.of("Stopping", "Restarting", "Deleting", "Rebuilding", "Restoring");

    private final Map<String, Stop> stops = new ConcurrentHashMap<>();

    private record Stop(Set<Place> places, long until) {

        boolean isOver(long now) {
            return now - until > 0;
        }
    }

    /** An operation's event. */
    void operation(JsonNode operation) {
        if (STOPPING.contains(operation.path("description").asString("").split(" ", 2)[0])) {
            boolean ended = operation.path("status_code").asInt(0) >= 200;
            var lasts = ended ? AFTERGLOW : Duration.ofHours(1);
            var places = new HashSet<Place>();
            var resources = operation.path("resources");
            for (var kind : Set.of("instances", "containers")) {
                resources.path(kind).forEach(url -> places.add(Place.of(url.asString(""))));
            }
            stops.put(operation.path("id").asString(""), new Stop(places, System.nanoTime() + lasts.toNanos()));
        }
        long now = System.nanoTime();
        stops.values().removeIf(stop -> stop.isOver(now));
    }

    /** Whether the instance is being stopped, or was a moment ago. */
    boolean contains(Place place) {
        long now = System.nanoTime();
        return stops.values().stream().anyMatch(stop -> !stop.isOver(now) && stop.places.contains(place));
    }
}
