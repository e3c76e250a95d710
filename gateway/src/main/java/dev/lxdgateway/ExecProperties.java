package dev.lxdgateway;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * How execs are run.
 *
 * @param flow the pace between the server and slow clients
 * @param output what is kept of the output
 * @param drain what happens after the process's exit
 * @param hangup how a session is ended on purpose
 * @param compat what servers with defects need
 */
@ConfigurationProperties("gateway.exec")
record ExecProperties(
        @DefaultValue Flow flow,
        @DefaultValue Output output,
        @DefaultValue Drain drain,
        @DefaultValue Hangup hangup,
        @DefaultValue Compat compat) {

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
     * @param memoryTogether what all sessions that run keep in memory together, before each keeps only 32 KB of what its
     *     clients have; a quarter of the heap unless given
     * @param unattended output bytes that a session may write at full speed while nobody is attached who takes them
     * @param spill bytes that may wait on disk for a client that takes none, before the session is ended
     * @param directory where the disk is; the system's temporary directory unless given
     */
    record Output(
            @DefaultValue("1MB") DataSize memory,
            @Nullable DataSize memoryTogether,
            @DefaultValue("64MB") DataSize unattended,
            @DefaultValue("1GB") DataSize spill,
            @Nullable Path directory) {

        Path directoryOrDefault() {
            return directory == null ? Path.of(System.getProperty("java.io.tmpdir")) : directory;
        }
    }

    /**
     * Drain.
     *
     * @param quiet silence after the process's exit that ends a stream which the server does not end
     * @param max longest wait for the end of a stream after the process's exit
     * @param tailLimit bytes read after the process's exit; by TCP some MiB of the process's own output may be on their way
     *     then
     */
    record Drain(
            @DefaultValue("1s") Duration quiet,
            @DefaultValue("5s") Duration max,
            @DefaultValue("8MB") DataSize tailLimit) {}

    /**
     * The hang-up ladder.
     *
     * @param grace time between HUP, TERM, KILL and the close of the sockets
     */
    record Hangup(@DefaultValue("5s") Duration grace) {}

    /**
     * Compatibility.
     *
     * @param ptyLinger whether to run a terminal's command under a shell that outlives it by 50 ms, or by the time given,
     *     where the server is known to lose the end of a terminal's output (LXD before 5.0.3); signals then reach that shell
     *     first
     */
    record Compat(@DefaultValue("false") PtyLinger ptyLinger) {}

    /**
     * A switch that can also be a time.
     *
     * @param time how long; zero for off
     */
    record PtyLinger(Duration time) {

        private static final Duration USUAL = Duration.ofMillis(50);

        /** Made of {@code true}, {@code false} or a time such as {@code 100ms}. */
        public static PtyLinger of(String text) {
            return new PtyLinger(
                    switch (text) {
                        case "true" -> USUAL;
                        case "false" -> Duration.ZERO;
                        default -> DurationStyle.detectAndParse(text);
                    });
        }
    }
}
