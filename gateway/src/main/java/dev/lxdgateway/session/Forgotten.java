package dev.lxdgateway.session;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** The last ids of sessions that are no longer remembered, to tell them from such as never were. */
final class Forgotten {

    private static final int MOST = 10_000;

    private final SequencedSet<String> ids = new LinkedHashSet<>();

    synchronized void add(String id) {
        ids.add(id);
        if (ids.size() > MOST) {
            ids.removeFirst();
        }
    }

    synchronized NoSuchSessionException missing(String id) {
        return ids.contains(id) ? new SessionGoneException(id) : NoSuchSessionException.of(id);
    }
}
