package dev.lxdgateway;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How execs are run.
 *
 * @param flow the pace between the server and slow clients
 * @param output what is kept of the output
 * @param drain what happens after the process's exit
 * @param hangup how a session is ended on purpose
 */
@ConfigurationProperties("gateway.exec")
record ExecProperties(
        @DefaultValue Flow flow,
        @DefaultValue Output output,
        @DefaultValue Drain drain,
        @DefaultValue Hangup hangup) {

    /**
     * Flow control.
     *
     * @param window output bytes that may be unacknowledged by one attachment
     * @param maxStall longest time that a server's socket stays unread behind a slow client
     */
    record Flow(
            @DefaultValue("256KB") DataSize window,
            @DefaultValue("2s") Duration maxStall) {}

    /**
     * The output log of a session.
     *
     * @param memory newest output bytes that are kept for clients that come back
     * @param limit bytes that may wait for a client that takes none, before the session is ended
     */
    record Output(
            @DefaultValue("1MB") DataSize memory,
            @DefaultValue("16MB") DataSize limit) {}

    /**
     * Drain.
     *
     * @param quiet silence after the process's exit that ends a stream which the server does not end
     * @param max longest wait for the end of a stream after the process's exit
     * @param tailLimit bytes read after the process's exit
     */
    record Drain(
            @DefaultValue("1s") Duration quiet,
            @DefaultValue("5s") Duration max,
            @DefaultValue("4MB") DataSize tailLimit) {}

    /**
     * The hang-up ladder.
     *
     * @param grace time between HUP, TERM, KILL and the close of the sockets
     */
    record Hangup(@DefaultValue("5s") Duration grace) {}
}
