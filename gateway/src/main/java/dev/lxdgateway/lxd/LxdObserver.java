package dev.lxdgateway.lxd;

import java.time.Duration;

/** Hears of what is asked of servers, for metrics. Calls are quick, and come from many threads. */
public interface LxdObserver {

    /** What came of it. */
    enum Answer {
        OK,
        /** The server said no. */
        REFUSED,
        /** There was no answer that is one. */
        UNAVAILABLE
    }

    /** A request was answered, or given up. */
    void asked(String remote, Answer answer, Duration took);

    /** All sockets of an exec are connected, or not all can be. */
    void connected(String remote, Answer answer, Duration took);

    /** The stream of events broke. */
    void eventsLost(String remote);

    /** Hears nothing. */
    static LxdObserver none() {
        return new LxdObserver() {

            @Override
            public void asked(String remote, Answer answer, Duration took) {}

            @Override
            public void connected(String remote, Answer answer, Duration took) {}

            @Override
            public void eventsLost(String remote) {}
        };
    }
}
