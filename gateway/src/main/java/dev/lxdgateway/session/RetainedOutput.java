package dev.lxdgateway.session;

import java.util.ArrayDeque;
import java.util.Deque;

/** The output of ended sessions: that of the newest, up to so many bytes. */
final class RetainedOutput {

    private record Retained(Session session, long size) {}

    private final long limit;
    private final Deque<Retained> all = new ArrayDeque<>();
    private long size;

    RetainedOutput(long limit) {
        this.limit = limit;
    }

    synchronized void add(Session session) {
        var summary = session.summary();
        var added = new Retained(session, summary.outputEnd() - summary.outputStart());
        all.addLast(added);
        size += added.size;
        while (size > limit) {
            release(all.removeFirst());
        }
    }

    synchronized void remove(Session session) {
        for (var retained : all) {
            if (retained.session == session) {
                all.remove(retained);
                release(retained);
                return;
            }
        }
    }

    private void release(Retained oldest) {
        size -= oldest.size;
        oldest.session.forget();
    }
}
