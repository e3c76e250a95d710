package dev.lxdgateway.session;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The limits that sessions live by.
 *
 * @param flow the pace between the server and slow clients
 * @param output what is kept of the output
 * @param drain what happens after the process's exit
 * @param limits what may be had in all; what each caller may have is in its {@link Quota}
 * @param hangupGrace time between the steps of the hang-up ladder
 * @param detachTimeout how long a terminal lives with nobody attached
 * @param retention how long an ended session is remembered
 * @param retained how many ended sessions are remembered
 * @param retainedOutput bytes of their output that are kept
 */
public record SessionSettings(
        Flow flow,
        Output output,
        Drain drain,
        Limits limits,
        Duration hangupGrace,
        Duration detachTimeout,
        Duration retention,
        int retained,
        long retainedOutput) {

    /**
     * The pace.
     *
     * @param window output bytes that may be unacknowledged by one attachment
     * @param maxStall longest time that a server's socket stays unread behind a slow client
     */
    public record Flow(int window, Duration maxStall) {}

    /**
     * The output log.
     *
     * @param memory newest output bytes that are kept, in memory, for clients that come back
     * @param memoryTogether what all sessions that run keep in memory together, before each keeps only a little
     * @param unattended output bytes that are read at full speed while nobody takes them
     * @param spill bytes that may wait for a client on disk, before the session is ended
     * @param directory where the disk is
     */
    public record Output(long memory, long memoryTogether, long unattended, long spill, Path directory) {}

    /**
     * The drain.
     *
     * @param quiet silence after the process's exit that ends a stream which the server does not end
     * @param max longest wait for the end of a stream after the process's exit
     * @param tailLimit bytes read after the process's exit
     * @param ptyLinger how long a shell outlives a terminal's command on servers that cut a terminal's end; zero for not
     */
    public record Drain(Duration quiet, Duration max, long tailLimit, Duration ptyLinger) {}

    /**
     * The limits.
     *
     * @param sessions how many may run at once
     * @param queue how many requests may wait for one to end
     * @param queuePerCaller how many of one caller
     * @param queueTime how long they wait
     * @param starting how many one server may be asked to start at once
     * @param starts how many may be started in a minute
     * @param outputRate bytes of output in a second, 0 for no limit
     */
    public record Limits(
            int sessions,
            int queue,
            int queuePerCaller,
            Duration queueTime,
            int starting,
            long starts,
            long outputRate) {}
}
