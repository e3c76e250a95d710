package dev.lxdgateway.session;

import dev.lxdgateway.lxd.LxdException;
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

    /** Why a client misses output. */
    enum Gap {
        /** It has interrupted the program, and wants to see what is new. */
        INTERRUPT,
        /** It looks on, and does not keep up. */
        SLOW,
        /** It wants to see again what is no longer kept. */
        REPLAY
    }

    /** Why output is held back. */
    enum Held {
        /** A client takes it slowly. */
        CLIENT,
        /** The caller has had its share. */
        RATE
    }

    void started(Session session);

    /** A server could not or would not start a session. */
    void failed(LxdException why);

    /** A start was refused by the limit of that name. */
    void refused(String limit);

    /** A caller has met the limit of that name: was refused, held back or ended, or lost output that was kept. */
    void limited(String limit);

    void phase(Phase phase, Duration took);

    void received(Stream stream, int bytes);

    void typed(int bytes);

    /** A client is told that it misses so many bytes. */
    void missed(Gap why, long bytes);

    /** A stream of output was held back for that long. */
    void held(Held why, Duration time);

    void ended(Session session, Exit exit);
}
