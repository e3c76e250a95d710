package dev.lxdgateway.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The output of ended sessions: that of the newest, up to so many bytes in all and so many of each caller. */
final class RetainedOutput {

    private record Retained(Session session, long size) {

        String caller() {
            return session.request().owner();
        }
    }

    private final long limit;
    private final Hits hits;
    private final Deque<Retained> all = new ArrayDeque<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private long size;

    RetainedOutput(long limit, Hits hits) {
        this.limit = limit;
        this.hits = hits;
    }

    synchronized void add(Session session) {
        var summary = session.summary();
        var added = new Retained(session, summary.outputEnd() - summary.outputStart());
        all.addLast(added);
        grow(added.caller(), added.size);
        while (sizes.getOrDefault(added.caller(), 0L)
                > session.request().quota().output()) {
            hits.count(added.caller(), "output-per-caller");
            remove(oldestOf(added.caller()));
        }
        while (size > limit) {
            hits.count(all.getFirst().caller(), "retained-output");
            remove(all.getFirst());
        }
    }

    private Retained oldestOf(String caller) {
        return all.stream()
                .filter(retained -> retained.size > 0 && retained.caller().equals(caller))
                .findFirst()
                .orElseThrow();
    }

    synchronized void remove(Session session) {
        all.stream().filter(retained -> retained.session == session).findFirst().ifPresent(this::remove);
    }

    private void remove(Retained retained) {
        all.remove(retained);
        grow(retained.caller(), -retained.size);
        retained.session.forget();
    }

    private void grow(String caller, long by) {
        size += by;
        sizes.merge(caller, by, Long::sum);
        sizes.remove(caller, 0L);
    }

    /** Bytes of each caller that has any. */
    synchronized Map<String, Long> byCaller() {
        return Map.copyOf(sizes);
    }
}
