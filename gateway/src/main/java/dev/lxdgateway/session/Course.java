package dev.lxdgateway.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When a session got how far. */
public final class Course {

    /** How far; some may not come, or come in another order. */
    public enum Point {
        /** The server is asked to execute the command. */
        ASKED,
        /** It has answered. */
        ANSWERED,
        /** All sockets are connected. */
        CONNECTED,
        FIRST_OUTPUT,
        /** The process has exited. */
        EXITED,
        /** All output is there, and how the process ended is known. */
        ENDED
    }

    private final Instant start;
    private final long startNanos = System.nanoTime();
    private final Map<Point, Long> reached = new ConcurrentHashMap<>();

    Course(Instant start) {
        this.start = start;
        reach(Point.ASKED);
    }

    /** Is there now; the first time counts. */
    void reach(Point point) {
        reached.putIfAbsent(point, System.nanoTime());
    }

    /** When that was. */
    public Optional<Instant> at(Point point) {
        return Optional.ofNullable(reached.get(point)).map(nanos -> start.plusNanos(nanos - startNanos));
    }

    /** How long it took from one to another, if it got to both. */
    public Optional<Duration> between(Point from, Point to) {
        var left = reached.get(from);
        var right = reached.get(to);
        return left == null || right == null ? Optional.empty() : Optional.of(Duration.ofNanos(right - left));
    }
}
