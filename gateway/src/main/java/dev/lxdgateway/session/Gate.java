package dev.lxdgateway.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets no more than so many in at once. Callers who wait take turns, so that one who wants much is not in the way of one who
 * wants little.
 */
final class Gate {

    private final ReentrantLock lock = new ReentrantLock();

    // guarded
    private final SequencedMap<String, Deque<CompletableFuture<@Nullable Void>>> waiting = new LinkedHashMap<>();
    private int free;

    Gate(int places) {
        this.free = places;
    }

    /** Goes in, unless it takes too long. */
    boolean enter(String caller, Duration limit) throws InterruptedException {
        var turn = turn(caller);
        try {
            turn.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException _) {
            return !giveUp(caller, turn);
        } catch (InterruptedException e) {
            if (!giveUp(caller, turn)) {
                leave();
            }
            throw e;
        }
    }

    private CompletableFuture<@Nullable Void> turn(String caller) {
        lock.lock();
        try {
            if (free > 0) {
                free--;
                return CompletableFuture.completedFuture(null);
            }
            var turn = new CompletableFuture<@Nullable Void>();
            waiting.computeIfAbsent(caller, _ -> new ArrayDeque<>()).add(turn);
            return turn;
        } finally {
            lock.unlock();
        }
    }

    /** Waits no more, unless it has been let in at this moment. */
    private boolean giveUp(String caller, CompletableFuture<@Nullable Void> turn) {
        lock.lock();
        try {
            var own = waiting.get(caller);
            boolean waited = own != null && own.remove(turn);
            if (own != null && own.isEmpty()) {
                waiting.remove(caller);
            }
            return waited;
        } finally {
            lock.unlock();
        }
    }

    /** Leaves, and lets in the next of the caller whose turn it is. */
    void leave() {
        lock.lock();
        try {
            var first = waiting.pollFirstEntry();
            if (first == null) {
                free++;
                return;
            }
            first.getValue().remove().complete(null);
            if (!first.getValue().isEmpty()) {
                waiting.putLast(first.getKey(), first.getValue());
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many wait. */
    int waiting() {
        lock.lock();
        try {
            return waiting.values().stream().mapToInt(Deque::size).sum();
        } finally {
            lock.unlock();
        }
    }
}
