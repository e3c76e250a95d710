package dev.lxdgateway.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The output of ended sessions: that of the newest, up to so many bytes in all and so many of each caller. What a client
 * still reads is the last to go.
 */
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
            remove(oldest(of -> of.size > 0 && of.caller().equals(added.caller())));
        }
        while (size > limit) {
            var oldest = oldest(of -> of.size > 0);
            hits.count(oldest.caller(), "retained-output");
            remove(oldest);
        }
    }

    private Retained oldest(Predicate<Retained> which) {
        return all.stream()
                .filter(which)
                .filter(retained -> !retained.session.isRead())
                .findFirst()
                .or(() -> all.stream().filter(which).findFirst())
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
