package dev.lxdgateway.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Lets no more than so many in at once. Callers who wait take turns, so that one who wants much is not in the way of one who
 * wants little. Where somebody has waited for a second on end, more come than can go in, and a long wait would make all of
 * them late and let in no more: whoever comes then waits for a short time, until the queue has gone.
 */
final class Gate {

    static final Duration STANDING = Duration.ofSeconds(1);

    private static final int SHORTER = 10;

    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();

    // guarded
    private final SequencedMap<String, Deque<CountDownLatch>> waiting = new LinkedHashMap<>();
    private int free;
    private long queueSince;

    /** @param nanos as {@link System#nanoTime} */
    Gate(int places, LongSupplier nanos) {
        this.free = places;
        this.nanos = nanos;
    }

    /** Goes in, unless it takes too long. */
    boolean enter(String caller, Duration limit) throws InterruptedException {
        var turn = turn(caller);
        try {
            return turn.getCount() == 0 || turn.await(patience(limit), TimeUnit.NANOSECONDS) || !giveUp(caller, turn);
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
            if (waiting.isEmpty()) {
                queueSince = nanos.getAsLong();
            }
            waiting.computeIfAbsent(caller, _ -> new ArrayDeque<>()).add(turn);
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private long patience(Duration limit) {
        lock.lock();
        try {
            boolean stands = !waiting.isEmpty() && nanos.getAsLong() - queueSince > STANDING.toNanos();
            return stands ? limit.toNanos() / SHORTER : limit.toNanos();
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
