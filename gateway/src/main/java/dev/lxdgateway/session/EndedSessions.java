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

/** The sessions that ended last: up to so many, and for a while. Of each it is told when it is forgotten. */
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
        tell(put(session));
    }

    private synchronized List<Session> put(Session session) {
        byId.put(session.id(), new Ended(session, System.nanoTime()));
        var old = new ArrayList<Session>();
        while (byId.size() > most) {
            old.add(byId.pollFirstEntry().getValue().session);
        }
        sweepLater();
        return old;
    }

    // one task for all of them, which would hold a session each until its time came
    private void sweepLater() {
        var oldest = byId.firstEntry();
        if (oldest != null && !sweeps && !timer.isShutdown()) {
            sweeps = true;
            long due = oldest.getValue().at + retention.toNanos() - System.nanoTime();
            var _ = timer.schedule(this::sweep, due, TimeUnit.NANOSECONDS);
        }
    }

    private void sweep() {
        tell(expired());
    }

    private synchronized List<Session> expired() {
        sweeps = false;
        var old = new ArrayList<Session>();
        long now = System.nanoTime();
        for (var oldest = byId.firstEntry();
                oldest != null && now - oldest.getValue().at >= retention.toNanos();
                oldest = byId.firstEntry()) {
            old.add(byId.pollFirstEntry().getValue().session);
        }
        sweepLater();
        return old;
    }

    private void tell(List<Session> old) {
        old.forEach(forgotten);
    }

    synchronized @Nullable Session get(String id) {
        var ended = byId.get(id);
        return ended == null ? null : ended.session;
    }

    synchronized List<Session> all() {
        return byId.values().stream().map(Ended::session).toList();
    }
}
