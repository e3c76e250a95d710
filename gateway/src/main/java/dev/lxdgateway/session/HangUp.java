package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Exec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The hang-up ladder: HUP, TERM and KILL with a grace after each, and last the sockets close. */
final class HangUp {

    private static final List<Signal> STEPS = List.of(Signal.HUP, Signal.TERM, Signal.KILL);

    private HangUp() {}

    static void climb(Exec exec, CompletableFuture<@Nullable Void> exited, Duration grace) {
        for (var signal : STEPS) {
            if (exited.isDone()) {
                return;
            }
            exec.signal(signal.number());
            if (within(exited, grace)) {
                return;
            }
        }
        exec.close();
    }

    /** The last step alone. */
    static void kill(Exec exec, CompletableFuture<@Nullable Void> exited, Duration grace) {
        exec.signal(Signal.KILL.number());
        if (!within(exited, grace)) {
            exec.close();
        }
    }

    private static boolean within(CompletableFuture<@Nullable Void> exited, Duration grace) {
        try {
            exited.get(grace.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an exit does not fail", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
