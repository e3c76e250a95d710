package dev.lxdgateway.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A command whose stdin and stdout are streams of any size.
 *
 * @param command what to run
 * @param stderr what becomes of its stderr
 * @param timeout after which it is ended, if any
 */
public record PipeRequest(
        Command command, Stderr stderr, @Nullable Duration timeout) {

    /** What becomes of stderr where there is a stream for stdout only. */
    public enum Stderr {
        /** It is dropped. */
        DROP,
        /** It comes among stdout. */
        MERGE
    }

    /** A command whose stderr is dropped. */
    public static PipeRequest of(Command command) {
        return new PipeRequest(command, Stderr.DROP, null);
    }

    /** With stderr among stdout. */
    public PipeRequest withStderrMerged() {
        return new PipeRequest(command, Stderr.MERGE, timeout);
    }

    /** Ended after this time. */
    public PipeRequest withTimeout(Duration limit) {
        return new PipeRequest(command, stderr, limit);
    }
}
