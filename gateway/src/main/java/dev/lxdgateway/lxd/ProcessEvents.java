package dev.lxdgateway.lxd;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Hears exit codes that a server holds back, from its log: "Instance process started" and "Instance process stopped",
 * with the same PID. The log does not name operations. So this gateway starts one process at a time in an instance until
 * its PID is known, while it asks for the next one, and trusts no PID while another client's exec could have been the one
 * that started. Where the log does not come, nothing waits for it and no code is heard.
 */
final class ProcessEvents {

    private static final Duration PID_LIMIT = Duration.ofSeconds(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration CONNECT_WINDOW = Duration.ofSeconds(6);
    private static final Duration OVERTAKING = Duration.ofSeconds(2);
    private static final int REMEMBERED = 1024;

    private final Turns turns = new Turns(System::nanoTime);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();

    // guarded by lock
    private final Map<Place, Start> starting = new HashMap<>();
    private final Map<String, Start> running = new HashMap<>();
    private final Map<String, Stop> stopped = new LinkedHashMap<>();
    private final Map<String, Foreign> foreign = new LinkedHashMap<>();
    private final Set<String> own = new LinkedHashSet<>();
    private final Set<Object> asking = new HashSet<>();
    private boolean mute;
    private long heard;
    private long unidentified;

    private record Foreign(Place place, long until) {

        static Foreign of(Place place, Duration doubt) {
            return new Foreign(place, System.nanoTime() + doubt.toNanos());
        }
    }

    private record Stop(int code, long at) {}

    /** One process of this gateway, from before its start to its exit. */
    final class Start {

        private final Place place;
        private final boolean interactive;
        private IntConsumer report = _ -> {};
        private @Nullable String pid;
        private int starts;
        private boolean closed;

        Start(Place place, boolean interactive) {
            this.place = place;
            this.interactive = interactive;
        }

        /** Who is told the exit code, if it can be known. */
        void report(IntConsumer exitCode) {
            report = exitCode;
        }

        /**
         * Finds out which process it is, now that its sockets are connected.
         *
         * @param ended whether the exec has come to nothing
         */
        void identify(BooleanSupplier ended) {
            lock.lock();
            try {
                long before = heard;
                if (within(PID_LIMIT, () -> pid != null || closed || mute || ended.getAsBoolean()) && pid != null) {
                    if (!closed && starts == 1 && !isDoubtful()) {
                        follow(this, pid);
                    }
                } else if (!closed && !ended.getAsBoolean()) {
                    mute = heard == before;
                    doubt(place);
                }
            } finally {
                lock.unlock();
            }
        }

        /** Whether it could be another client's; what has just been asked for may turn out to be this gateway's own. */
        private boolean isDoubtful() {
            var doubts = foreign(place);
            var open = Set.copyOf(asking);
            var _ = within(
                    PID_LIMIT,
                    () -> Collections.disjoint(doubts, foreign.keySet()) || Collections.disjoint(open, asking));
            return !Collections.disjoint(doubts, foreign.keySet());
        }

        /** Listens no more. */
        void close() {
            lock.lock();
            try {
                closed = true;
                news.signalAll();
                if (pid != null) {
                    running.remove(pid, this);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** That operation is this gateway's. */
    void own(String operation) {
        locked(() -> {
            own.add(operation);
            foreign.remove(operation);
            dropEldest(own.iterator(), own.size());
            news.signalAll();
        });
    }

    private static void dropEldest(Iterator<?> eldest, int size) {
        if (size > REMEMBERED) {
            eldest.next();
            eldest.remove();
        }
    }

    /** Whether starts can be expected to be heard of. A log that told nothing of a start is not waited for again. */
    boolean isHeard(EventStream events) {
        lock.lock();
        try {
            return events.hasLog() && !mute;
        } finally {
            lock.unlock();
        }
    }

    /** A process of this gateway starts without being listened for, and must not be taken for another one. */
    void unidentified(Place place) {
        locked(() -> doubt(place));
    }

    private void doubt(Place place) {
        foreign.put("unidentified " + unidentified++, Foreign.of(place, CONNECT_WINDOW));
        dropEldest(foreign.entrySet().iterator(), foreign.size());
    }

    /**
     * Starts an exec when no other one is being started in its place.
     *
     * @param ask has the server make it, and takes note of the operation as its own; soon before it is its turn
     * @param start connects it
     */
    <T> void inTurn(ExecRequest request, Supplier<T> ask, BiConsumer<Start, T> start) {
        var place = Place.of(request);
        turns.take(place, () -> ask(ask), asked -> {
            var process = new Start(place, request.interactive());
            put(place, process);
            try {
                start.accept(process, asked);
            } finally {
                put(place, null);
            }
        });
    }

    private <T> T ask(Supplier<T> ask) {
        var open = new Object();
        locked(() -> asking.add(open));
        try {
            return ask.get();
        } finally {
            locked(() -> {
                asking.remove(open);
                news.signalAll();
            });
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private void put(Place place, @Nullable Start start) {
        locked(() -> {
            if (start == null) {
                starting.remove(place);
            } else {
                starting.put(place, start);
            }
        });
    }

    private void follow(Start start, String pid) {
        var stop = stopped.remove(pid);
        if (stop != null && System.nanoTime() - stop.at < OVERTAKING.toNanos()) {
            start.report.accept(stop.code);
        } else {
            running.put(pid, start);
        }
    }

    /** Other clients' execs of which one could have started a process there just now. */
    private Set<String> foreign(Place place) {
        long now = System.nanoTime();
        foreign.values().removeIf(exec -> exec.until - now < 0);
        return foreign.entrySet().stream()
                .filter(exec -> exec.getValue().place.equals(place))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Waits for a condition, of which not every part is news. */
    private boolean within(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
                long _ = news.awaitNanos(LOOK_AGAIN.toNanos());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return condition.getAsBoolean();
    }

    /** An operation's event: another client's exec may start a process from now on. */
    void operation(JsonNode operation) {
        if (!operation.path("metadata").has("fds")
                && !operation.path("description").asString("").contains("Executing")) {
            return;
        }
        var id = operation.path("id").asString("");
        lock.lock();
        try {
            if (!own.contains(id)) {
                // what its end overtakes may still come
                boolean ended = operation.path("status_code").asInt(0) >= 200;
                for (var instance : operation.path("resources").path("instances")) {
                    var place = Place.of(instance.asString(""));
                    foreign.put(id, Foreign.of(place, ended ? OVERTAKING : CONNECT_WINDOW));
                }
                dropEldest(foreign.entrySet().iterator(), foreign.size());
            }
        } finally {
            lock.unlock();
        }
    }

    /** An entry of the server's log. */
    void log(JsonNode entry) {
        var context = entry.path("context");
        switch (entry.path("message").asString("")) {
            case "Instance process started" ->
                started(
                        new Place(
                                context.path("project").asString(""),
                                context.path("instance").asString("")),
                        "true".equals(context.path("interactive").asString("")),
                        context.path("PID").asString(""));
            case "Instance process stopped" ->
                stopped(
                        context.path("PID").asString(""),
                        context.path("exitStatus").asInt(-1));
            default -> {}
        }
    }

    private void started(Place place, boolean interactive, String pid) {
        lock.lock();
        try {
            mute = false;
            heard++;
            var start = starting.get(place);
            if (start != null && start.interactive == interactive) {
                start.starts++;
                start.pid = start.pid == null ? pid : start.pid;
                news.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void stopped(String pid, int code) {
        lock.lock();
        try {
            var start = running.remove(pid);
            if (start != null) {
                start.report.accept(code);
            } else {
                // the server's events may overtake each other
                stopped.put(pid, new Stop(code, System.nanoTime()));
                dropEldest(stopped.entrySet().iterator(), stopped.size());
            }
        } finally {
            lock.unlock();
        }
    }
}
