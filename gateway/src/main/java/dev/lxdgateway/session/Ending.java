package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Capabilities;
import dev.lxdgateway.lxd.Outcome;
import dev.lxdgateway.lxd.Stream;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a session's end: which streams have ended, whether the process has, what became of the operation, and
 * how long to wait for the rest. Times are {@link System#nanoTime}. Not thread-safe.
 */
final class Ending {

    private static final int SLOW_NETWORK = 6;

    private final boolean interactive;
    private final Capabilities server;
    private final SessionSettings settings;
    private final Set<Stream> open;
    private final Set<Stream> lost = EnumSet.noneOf(Stream.class);
    private @Nullable String cut;
    private @Nullable Outcome outcome;
    private @Nullable Integer heard;
    private boolean exited;
    private long lastNews;
    private long exitedAt;
    private long tail;

    Ending(boolean interactive, Capabilities server, SessionSettings settings) {
        this.interactive = interactive;
        this.server = server;
        this.settings = settings;
        this.open = interactive ? EnumSet.of(Stream.STDOUT) : EnumSet.allOf(Stream.class);
    }

    boolean isOpen(Stream stream) {
        return open.contains(stream);
    }

    boolean hasExited() {
        return exited;
    }

    /** Whether a piece may be taken in; past the tail limit it ends the streams. */
    boolean receive(int bytes, long now) {
        lastNews = now;
        if (exited) {
            tail += bytes;
            if (tail > settings.drain().tailLimit()) {
                cut("output went on for more than %d bytes after the process's exit"
                        .formatted(settings.drain().tailLimit()));
                return false;
            }
        }
        return true;
    }

    void streamEnded(Stream stream, boolean complete, long now) {
        lastNews = now;
        if (open.remove(stream) && !complete) {
            lost.add(stream);
        }
    }

    void processExited(long now) {
        exited = true;
        exitedAt = now;
        lastNews = now;
    }

    void operationEnded(Outcome outcome, long now) {
        this.outcome = outcome;
        lastNews = now;
    }

    void exitCodeHeard(int code) {
        heard = code;
    }

    /** Whether streams were given up. */
    boolean isCut() {
        return cut != null;
    }

    /** Gives the open streams up. */
    void cut(String why) {
        cut = why;
        open.clear();
        if (heard != null) {
            settle(new Outcome.Exited(heard));
        }
    }

    private void settle(Outcome found) {
        outcome = outcome == null ? found : outcome;
    }

    boolean isComplete() {
        return open.isEmpty()
                && (outcome instanceof Outcome.NotStarted || (exited && (outcome != null || isWithheld())));
    }

    /** Whether the server tells no more before a background task lets it. */
    private boolean isWithheld() {
        return cut != null && !server.endsStreams(interactive);
    }

    /** Whether something of the end has come, so that the rest is due. */
    boolean hasBegun() {
        return exited || outcome != null || open.isEmpty();
    }

    /** When to stop waiting for what is still missing. */
    long deadline() {
        var drain = settings.drain();
        if (outcome instanceof Outcome.NotStarted) {
            // output may yet come that proves the server wrong
            return lastNews + drain.quiet().toNanos();
        }
        if (!exited || open.isEmpty()) {
            return lastNews + drain.max().toNanos();
        }
        if (server.endsStreams(interactive)) {
            // it takes a second for that, and longer under load or through a slow network
            return Math.min(
                    lastNews + drain.max().toNanos(),
                    exitedAt + drain.max().multipliedBy(SLOW_NETWORK).toNanos());
        }
        return Math.min(
                lastNews + drain.quiet().toNanos(), exitedAt + drain.max().toNanos());
    }

    /** Stops waiting for what is still missing. */
    void giveUp(long now) {
        if (!exited) {
            processExited(now);
        }
        lastNews = now;
        if (!open.isEmpty()) {
            var what = open.size() == 1 ? word(open.iterator().next()) : "the output";
            cut((server.endsStreams(interactive) ? "the server did not end %s" : "a background task still held %s")
                    .formatted(what));
        } else {
            settle(
                    heard == null
                            ? new Outcome.Unknown("the server did not tell the exit code in time")
                            : new Outcome.Exited(heard));
        }
    }

    /** The exit that all of this makes, with that output. */
    Exit exit(@Nullable ExitReason endedBy, Map<Stream, StreamSum> sums) {
        var known = outcome;
        if (known instanceof Outcome.NotStarted(var error) && hasOutput(sums)) {
            known = new Outcome.Unknown(error);
        }
        return switch (known) {
            case Outcome.Exited(int code) -> {
                var signal = Signal.ofExitCode(code).orElse(null);
                var reason = signal == null ? ExitReason.EXITED : ExitReason.SIGNAL;
                yield new Exit(code, signal, endedBy == null ? reason : endedBy, sums, tail(), detail(null));
            }
            case Outcome.NotStarted(var error) ->
                new Exit(null, null, ExitReason.START_FAILED, sums, Tail.COMPLETE, error);
            case Outcome.Unknown(var why) -> new Exit(null, null, unknownReason(endedBy), sums, tail(), detail(why));
            case null -> new Exit(null, null, unknownReason(endedBy), sums, tail(), detail(null));
        };
    }

    private static boolean hasOutput(Map<Stream, StreamSum> sums) {
        return sums.values().stream().anyMatch(sum -> sum.bytes() > 0);
    }

    private ExitReason unknownReason(@Nullable ExitReason endedBy) {
        if (endedBy != null) {
            return endedBy;
        }
        return lost.isEmpty() ? ExitReason.EXITED : ExitReason.LXD_LOST;
    }

    private Tail tail() {
        if (cut != null || !lost.isEmpty()) {
            return Tail.CUT;
        }
        return interactive && !server.keepsTerminalTail() ? Tail.UNVERIFIED : Tail.COMPLETE;
    }

    private @Nullable String detail(@Nullable String unknown) {
        if (cut != null) {
            return cut;
        }
        if (unknown != null || lost.isEmpty()) {
            return unknown;
        }
        return "the connection closed before the end of "
                + lost.stream().map(Ending::word).collect(Collectors.joining(" and "));
    }

    private static String word(Stream stream) {
        return stream.name().toLowerCase(Locale.ROOT);
    }
}
