package dev.lxdgateway.session;

import dev.lxdgateway.session.SessionSettings.Limits;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may start a session now: no more than may run, in all and of one caller, and no more than one server may be asked to
 * start at once. Who may not waits for a while. Whoever has waited longest for a place of those for whom there is room is
 * next, and wakes alone; to start, callers {@linkplain Gate take turns}.
 */
final class Admission {

    private final Limits limits;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    // guarded
    private final Map<String, Integer> running = new HashMap<>();
    private final Map<String, Integer> waitingOf = new HashMap<>();
    private final SequencedSet<Waiter> waiting = new LinkedHashSet<>();
    private int total;
    private boolean closed;

    Admission(Limits limits) {
        this.limits = limits;
    }

    /**
     * Somebody who wants a place.
     *
     * @param most how many the caller may have
     */
    private record Wish(String caller, int most) {}

    private final class Waiter {

        private final Wish wish;
        private final Condition turn = lock.newCondition();
        private @Nullable Place place;

        Waiter(Wish wish) {
            this.wish = wish;
        }
    }

    /** The place of a session, from before its start to its end. */
    final class Place {

        private final Wish wish;
        private final AtomicReference<@Nullable Gate> starts = new AtomicReference<>();
        private boolean taken = true;

        private Place(Wish wish) {
            this.wish = wish;
            running.merge(wish.caller, 1, Integer::sum);
            total++;
        }

        /** Waits until a remote may be asked to start one more. */
        private void enter(String remote) {
            var gate = gates.computeIfAbsent(
                    remote, _ -> new Gate(limits.starting(), limits.queueTime(), System::nanoTime));
            try {
                if (!gate.enter(wish.caller)) {
                    throw exceeded(
                            wish,
                            "starting",
                            "%d sessions are being started on '%s', and no more may at once"
                                    .formatted(limits.starting(), remote),
                            () -> gate.isFull(wish.caller));
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new DrainingException();
            }
            starts.set(gate);
        }

        /** The session has been started, and others may be. */
        void started() {
            var gate = starts.getAndSet(null);
            if (gate != null) {
                gate.leave();
            }
        }

        /** Gives it back. */
        void release() {
            started();
            locked(() -> {
                if (taken) {
                    taken = false;
                    less(running, wish.caller);
                    total--;
                }
            });
        }
    }

    /**
     * Takes a place, which is to be given back.
     *
     * @param most how many the caller may have
     * @throws LimitExceededException if none becomes free in time
     * @throws DrainingException if it is closed
     */
    Place admit(String caller, int most, String remote) {
        var place = place(new Wish(caller, most));
        try {
            place.enter(remote);
            requireOpen();
            return place;
        } catch (RuntimeException e) {
            place.release();
            throw e;
        }
    }

    private void requireOpen() {
        lock.lock();
        try {
            if (closed) {
                throw new DrainingException();
            }
        } finally {
            lock.unlock();
        }
    }

    private Place place(Wish wish) {
        lock.lock();
        try {
            if (closed) {
                throw new DrainingException();
            }
            return hasRoom(wish) ? new Place(wish) : await(wish);
        } finally {
            lock.unlock();
        }
    }

    private Place await(Wish wish) {
        if (waiting.size() >= limits.queue()) {
            throw exceeded(
                    wish, "queue", "%d requests wait already, and no more may".formatted(waiting.size()), () -> false);
        }
        if (waitingOf.getOrDefault(wish.caller, 0) >= limits.queuePerCaller()) {
            throw exceeded(
                    wish,
                    "queue-per-caller",
                    "%d requests of '%s' wait already, and no more may"
                            .formatted(waitingOf.get(wish.caller), wish.caller),
                    () -> isQueueFull(wish));
        }
        var waiter = new Waiter(wish);
        waiting.add(waiter);
        waitingOf.merge(wish.caller, 1, Integer::sum);
        try {
            return await(waiter);
        } finally {
            leave(waiter);
        }
    }

    private void leave(Waiter waiter) {
        if (waiting.remove(waiter)) {
            less(waitingOf, waiter.wish.caller);
        }
    }

    private Place await(Waiter waiter) {
        try {
            for (long left = limits.queueTime().toNanos(); waiter.place == null; ) {
                if (closed) {
                    throw new DrainingException();
                }
                if (left <= 0) {
                    throw full(waiter.wish);
                }
                left = waiter.turn.awaitNanos(left);
            }
            return waiter.place;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            if (waiter.place != null) {
                waiter.place.release();
            }
            throw new DrainingException();
        }
    }

    private boolean isQueueFull(Wish wish) {
        lock.lock();
        try {
            return !hasRoom(wish) && waitingOf.getOrDefault(wish.caller, 0) >= limits.queuePerCaller();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom(Wish wish) {
        return total < limits.sessions() && running.getOrDefault(wish.caller, 0) < wish.most;
    }

    /** Does something that may make room, and gives it to those who wait for it. */
    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            for (var waiter : List.copyOf(waiting)) {
                if (closed) {
                    waiter.turn.signal();
                } else if (hasRoom(waiter.wish)) {
                    waiter.place = new Place(waiter.wish);
                    leave(waiter);
                    waiter.turn.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private static void less(Map<String, Integer> counts, String of) {
        counts.computeIfPresent(of, (_, count) -> count == 1 ? null : count - 1);
    }

    private LimitExceededException full(Wish wish) {
        return total >= limits.sessions()
                ? exceeded(wish, "sessions", "%d sessions run, and no more may at once".formatted(total), () -> false)
                : exceeded(
                        wish,
                        "sessions-per-caller",
                        "%d sessions of '%s' run, and no more may at once"
                                .formatted(running.getOrDefault(wish.caller, 0), wish.caller),
                        () -> false);
    }

    private LimitExceededException exceeded(Wish wish, String limit, String detail, BooleanSupplier still) {
        return new LimitExceededException(wish.caller, limit, detail, limits.queueTime(), still);
    }

    /** How many each caller has. */
    Map<String, Integer> running() {
        lock.lock();
        try {
            return Map.copyOf(running);
        } finally {
            lock.unlock();
        }
    }

    /** Whether nobody has a place. */
    boolean isEmpty() {
        lock.lock();
        try {
            return total == 0;
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return waiting.size()
                    + gates.values().stream().mapToInt(Gate::waiting).sum();
        } finally {
            lock.unlock();
        }
    }

    /** Refuses everybody, those who wait too, until it is opened again. */
    void close() {
        locked(() -> closed = true);
    }

    void open() {
        locked(() -> closed = false);
    }
}
