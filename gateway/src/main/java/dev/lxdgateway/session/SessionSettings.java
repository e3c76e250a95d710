package dev.lxdgateway.session;

import java.time.Duration;

/**
 * The limits that sessions live by.
 *
 * @param window output bytes that may be unacknowledged by one attachment
 * @param outputMemory newest output bytes of a session that are kept for clients that come back
 * @param outputLimit bytes that may wait for a client that takes none, before the session is ended
 * @param maxStall longest time that a server's socket stays unread behind a slow client
 * @param drainQuiet silence after the process's exit that ends a stream which the server does not end
 * @param drainMax longest wait for the end of a stream after the process's exit
 * @param tailLimit bytes read after the process's exit
 * @param hangupGrace time between the steps of the hang-up ladder
 * @param detachTimeout how long a terminal lives with nobody attached
 * @param retention how long an ended session is remembered
 * @param retained how many ended sessions are remembered
 */
public record SessionSettings(
        int window,
        long outputMemory,
        long outputLimit,
        Duration maxStall,
        Duration drainQuiet,
        Duration drainMax,
        long tailLimit,
        Duration hangupGrace,
        Duration detachTimeout,
        Duration retention,
        int retained) {}
