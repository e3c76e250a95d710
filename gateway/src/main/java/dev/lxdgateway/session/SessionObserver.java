package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Stream;
import java.time.Duration;

/** Hears of sessions, for metrics. Calls are quick, and come from many threads. */
public interface SessionObserver {

    /** A part of a session's start that takes time. */
    enum Phase {
        /** There is a place for it within the limits. */
        QUEUE,
        /** The server answers the exec request. */
        POST,
        /** All sockets are connected. */
        CONNECT,
        /** From the start to the first byte of output. */
        FIRST_OUTPUT
    }

    void started(Session session);

    /** A start was refused by the limit of that name. */
    void refused(String limit);

    /** A caller has met the limit of that name: was refused, held back or ended, or lost output that was kept. */
    void limited(String limit);

    void phase(Phase phase, Duration took);

    void received(Stream stream, int bytes);

    void typed(int bytes);

    void ended(Session session, Exit exit);
}
