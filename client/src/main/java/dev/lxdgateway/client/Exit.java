package dev.lxdgateway.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended.
 *
 * @param exitCode 0 to 255, 128 + n for signal n; null only where the server never told one, and then the reason says why
 * @param signal the signal's name, such as {@code KILL}, where the code is that of one
 * @param reason why it ended
 * @param sums bytes and digest of each stream as far as the gateway told them, of all output whether it was read here or not
 * @param tail whether the output is whole
 * @param detail more about the reason or the tail
 */
public record Exit(
        @Nullable Integer exitCode,
        @Nullable String signal,
        ExitReason reason,
        Map<StdStream, StreamSum> sums,
        Tail tail,
        @Nullable String detail) {

    public Exit {
        sums = Map.copyOf(sums);
    }

    /** Whether the command exited with 0, and its output is not known to be cut. */
    public boolean isSuccess() {
        return exitCode != null && exitCode == 0 && reason == ExitReason.EXITED && tail != Tail.CUT;
    }

    /** The bytes of a stream, 0 where the gateway did not tell. */
    public long bytes(StdStream stream) {
        var sum = sums.get(stream);
        return sum == null ? 0 : sum.bytes();
    }
}
