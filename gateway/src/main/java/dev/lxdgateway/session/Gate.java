package dev.lxdgateway.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets no more than so many in at once. Callers who wait take turns, so that one who wants much is not in the way of one who
 * wants little.
 */
final class Gate {

    private final ReentrantLock lock = new ReentrantLock();

    // guarded
    private final SequencedMap<String, Deque<CountDownLatch>> waiting = new LinkedHashMap<>();
    private int free;

    Gate(int places) {
        this.free = places;
    }

    /** Goes in, unless it takes too long. */
    boolean enter(String caller, Duration limit) throws InterruptedException {
        var turn = turn(caller);
        try {
            return turn.await(limit.toNanos(), TimeUnit.NANOSECONDS) || !giveUp(caller, turn);
        } catch (InterruptedException e) {
            if (!giveUp(caller, turn)) {
                leave();
            }
            throw e;
        }
    }

    private CountDownLatch turn(String caller) {
        lock.lock();
        try {
            if (free > 0) {
                free--;
                return new CountDownLatch(0);
            }
            var turn = new CountDownLatch(1);
            waiting.computeIfAbsent(caller, _ -> new ArrayDeque<>()).add(turn);
            return turn;
        } finally {
            lock.unlock();
        }
    }

    /** Waits no more, unless it has been let in at this moment. */
    private boolean giveUp(String caller, CountDownLatch turn) {
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
            first.getValue().remove().countDown();
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
