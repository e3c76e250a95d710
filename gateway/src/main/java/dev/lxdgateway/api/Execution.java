package dev.lxdgateway.api;

import dev.lxdgateway.session.Exit;
import dev.lxdgateway.session.ExitReason;
import dev.lxdgateway.session.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The wait for a command that a request has started. The time limit ends the command, and so does its callers' going away.
 *
 * @param session the command
 * @param exit completes when all output has reached the caller
 * @param limit how long the command may take, null for ever
 * @param isAbandoned whether nobody waits for it any more
 */
record Execution(
        Session session,
        CompletableFuture<Exit> exit,
        @Nullable Duration limit,
        BooleanSupplier isAbandoned) {

    /**
     * Waits for the exit.
     *
     * @throws OutputLostException if the output did not reach the caller whole
     */
    Exit await() throws InterruptedException {
        var patience = new Patience();
        try {
            while (!isOver(limit == null ? patience.next() : patience.next(limit))) {
                if (limit != null && patience.waited() >= limit.toNanos()) {
                    session.hangUp(ExitReason.KILLED_BY_TIMEOUT);
                }
                if (isAbandoned.getAsBoolean()) {
                    session.hangUp(ExitReason.HUNG_UP);
                }
            }
            return exit.get();
        } catch (ExecutionException e) {
            session.hangUp(ExitReason.HUNG_UP);
            throw new OutputLostException(e.getCause());
        } catch (InterruptedException e) {
            session.hangUp(ExitReason.HUNG_UP);
            throw e;
        }
    }

    private boolean isOver(long within) throws InterruptedException, ExecutionException {
        try {
            var _ = exit.get(within, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }
}
