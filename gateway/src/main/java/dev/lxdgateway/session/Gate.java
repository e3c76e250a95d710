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
import org.jspecify.annotations.Nullable;

/**
 * Lets no more than so many in at once. Callers who wait take turns, so that one who wants much is not in the way of one who
 * wants little. Where there has been a queue for a second on end, or for less but many have been let in from it, it tells by
 * these how long whoever comes then has to wait, and sends them away at once where that is more than half of what they would
 * wait: a longer queue would make all of them late, and let in no more.
 */
final class Gate {

    static final Duration STANDING = Duration.ofSeconds(1);
    static final Duration STANDING_AT_LEAST = Duration.ofMillis(200);
    static final int MANY = 32;

    private final Duration limit;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();

    // guarded
    private final SequencedMap<String, Deque<CountDownLatch>> waiting = new LinkedHashMap<>();
    private int free;
    private int queue;
    private long queueSince;
    private long letIn;

    /**
     * With that many places.
     *
     * @param limit how long anybody waits for one
     * @param nanos as {@link System#nanoTime}
     */
    Gate(int places, Duration limit, LongSupplier nanos) {
        this.free = places;
        this.limit = limit;
        this.nanos = nanos;
    }

    /** Goes in, unless it takes too long, or would. */
    boolean enter(String caller) throws InterruptedException {
        var turn = turn(caller);
        if (turn == null) {
            return false;
        }
        try {
            return turn.await(limit.toNanos(), TimeUnit.NANOSECONDS) || !giveUp(caller, turn);
        } catch (InterruptedException e) {
            if (!giveUp(caller, turn)) {
                leave();
            }
            throw e;
        }
    }

    private @Nullable CountDownLatch turn(String caller) {
        lock.lock();
        try {
            if (free > 0) {
                free--;
                return new CountDownLatch(0);
            }
            if (isTooLong(caller)) {
                return null;
            }
            if (queue++ == 0) {
                queueSince = nanos.getAsLong();
                letIn = 0;
            }
            var turn = new CountDownLatch(1);
            waiting.computeIfAbsent(caller, _ -> new ArrayDeque<>()).add(turn);
            return turn;
        } finally {
            lock.unlock();
        }
    }

    /** Whether that caller would be sent away at once. */
    boolean isFull(String caller) {
        lock.lock();
        try {
            return free == 0 && isTooLong(caller);
        } finally {
            lock.unlock();
        }
    }

    private boolean isTooLong(String caller) {
        var own = waiting.get(caller);
        long stands = nanos.getAsLong() - queueSince;
        var known = letIn < MANY ? STANDING : STANDING_AT_LEAST;
        if (own == null || stands <= known.toNanos()) {
            return false;
        }
        int ahead = Math.min(own.size() * waiting.size(), queue);
        return (double) ahead * stands > letIn * (limit.toNanos() / 2.0);
    }

    /** Waits no more, unless it has been let in at this moment. */
    private boolean giveUp(String caller, CountDownLatch turn) {
        lock.lock();
        try {
            var own = waiting.get(caller);
            boolean waited = own != null && own.remove(turn);
            if (waited) {
                queue--;
            }
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
            queue--;
            letIn++;
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
            return queue;
        } finally {
            lock.unlock();
        }
    }
}
