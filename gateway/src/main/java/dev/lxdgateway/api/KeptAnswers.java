package dev.lxdgateway.api;

import java.util.ArrayDeque;
import java.util.Deque;

/** The answers of ended runs that retries may ask for: the newest, up to so many bytes. */
final class KeptAnswers {

    private record Kept(SharedExec run, long size) {}

    private final long limit;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private long size;

    KeptAnswers(long limit) {
        this.limit = limit;
    }

    synchronized void add(SharedExec run) {
        var added = new Kept(run, run.size());
        kept.addLast(added);
        size += added.size;
        while (size > limit) {
            var oldest = kept.removeFirst();
            size -= oldest.size;
            oldest.run.drop();
        }
    }
}
