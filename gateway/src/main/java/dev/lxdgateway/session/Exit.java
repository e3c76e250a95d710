package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Stream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a session ended.
 *
 * @param exitCode the process's exit code by the shell's rules, null only where the server never told one
 * @param signal the signal that the exit code speaks of
 * @param reason why the session ended
 * @param output count and digest of each stream
 * @param tail whether the output is whole
 * @param detail what else there is to say in words, such as which stream was cut
 */
public record Exit(
        @Nullable Integer exitCode,
        @Nullable Signal signal,
        ExitReason reason,
        Map<Stream, StreamSum> output,
        Tail tail,
        @Nullable String detail) {

    Exit because(ExitReason better) {
        return new Exit(exitCode, signal, better, output, tail, detail);
    }

    /** With words for why it was ended, before those that there are. */
    Exit explained(@Nullable String why) {
        if (why == null) {
            return this;
        }
        return new Exit(exitCode, signal, reason, output, tail, detail == null ? why : why + "; " + detail);
    }

    /** With the code that the server told later. */
    Exit completed(int code) {
        var of = Signal.ofExitCode(code).orElse(null);
        var better = of != null && reason == ExitReason.EXITED ? ExitReason.SIGNAL : reason;
        return new Exit(code, of, better, output, tail, detail);
    }
}
