package dev.lxdgateway.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that ended last: up to so many, and for a while, and those that a client still reads. Of each it is told when
 * it is forgotten.
 */
final class EndedSessions {

    private final int most;
    private final Duration retention;
    private final ScheduledExecutorService timer;
    private final Consumer<Session> forgotten;
    private final SequencedMap<String, Ended> byId = new LinkedHashMap<>();
    private boolean sweeps;

    private record Ended(Session session, long at) {}

    EndedSessions(int most, Duration retention, ScheduledExecutorService timer, Consumer<Session> forgotten) {
        this.most = most;
        this.retention = retention;
        this.timer = timer;
        this.forgotten = forgotten;
    }

    void add(Session session) {
        synchronized (this) {
            byId.put(session.id(), new Ended(session, System.nanoTime()));
        }
        tidy();
    }

    /** Forgets those that there are too many of, and those whose time has come. */
    void tidy() {
        old().forEach(forgotten);
    }

    private synchronized List<Session> old() {
        var old = new ArrayList<Session>();
        long now = System.nanoTime();
        int over = byId.size() - most;
        for (var oldest = byId.values().iterator(); oldest.hasNext(); ) {
            var ended = oldest.next();
            if (old.size() >= over && !isDue(ended, now)) {
                break;
            }
            if (!ended.session.isRead()) {
                oldest.remove();
                old.add(ended.session);
            }
        }
        sweepLater(now);
        return old;
    }

    private boolean isDue(Ended ended, long now) {
        return now - ended.at >= retention.toNanos();
    }

    // one task for all of them, which would hold a session each until its time came
    private void sweepLater(long now) {
        var next = byId.values().stream().filter(ended -> !isDue(ended, now)).findFirst();
        if (next.isPresent() && !sweeps && !timer.isShutdown()) {
            sweeps = true;
            long due = next.get().at + retention.toNanos() - now;
            var _ = timer.schedule(this::sweep, due, TimeUnit.NANOSECONDS);
        }
    }

    private void sweep() {
        synchronized (this) {
            sweeps = false;
        }
        tidy();
    }

    synchronized @Nullable Session get(String id) {
        var ended = byId.get(id);
        return ended == null ? null : ended.session;
    }

    synchronized List<Session> all() {
        return byId.values().stream().map(Ended::session).toList();
    }
}
