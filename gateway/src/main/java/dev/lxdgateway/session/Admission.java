package dev.lxdgateway.session;

import dev.lxdgateway.session.SessionSettings.Limits;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Who may start a session now. Who may not waits for a while, in the order of coming, for one that ends. */
final class Admission {

    private final Limits limits;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();

    // guarded
    private final Map<String, Integer> running = new HashMap<>();
    private final Map<String, Integer> waitingOf = new HashMap<>();
    private int total;
    private int waiting;
    private boolean closed;

    Admission(Limits limits) {
        this.limits = limits;
    }

    /**
     * Takes a place, which is to be given back by {@link #release}.
     *
     * @param most how many the caller may have
     * @throws LimitExceededException if none becomes free in time
     * @throws DrainingException if it is closed
     */
    void admit(String caller, int most) {
        lock.lock();
        try {
            if (!hasRoom(caller, most)) {
                await(caller, most);
            }
            if (closed) {
                throw new DrainingException();
            }
            running.merge(caller, 1, Integer::sum);
            total++;
        } finally {
            lock.unlock();
        }
    }

    private void await(String caller, int most) {
        if (waiting >= limits.queue()) {
            throw exceeded("queue", "%d requests wait already, and no more may".formatted(waiting));
        }
        if (waitingOf.getOrDefault(caller, 0) >= limits.queuePerCaller()) {
            throw exceeded(
                    "queue-per-caller",
                    "%d requests of '%s' wait already, and no more may".formatted(waitingOf.get(caller), caller));
        }
        waiting++;
        waitingOf.merge(caller, 1, Integer::sum);
        try {
            for (long left = limits.queueTime().toNanos(); !closed && !hasRoom(caller, most); ) {
                if (left <= 0) {
                    throw full(caller);
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new DrainingException();
        } finally {
            waiting--;
            less(waitingOf, caller);
        }
    }

    private boolean hasRoom(String caller, int most) {
        return total < limits.sessions() && running.getOrDefault(caller, 0) < most;
    }

    private static void less(Map<String, Integer> counts, String caller) {
        counts.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
    }

    private LimitExceededException full(String caller) {
        return total >= limits.sessions()
                ? exceeded("sessions", "%d sessions run, and no more may at once".formatted(total))
                : exceeded(
                        "sessions-per-caller",
                        "%d sessions of '%s' run, and no more may at once"
                                .formatted(running.getOrDefault(caller, 0), caller));
    }

    private LimitExceededException exceeded(String limit, String detail) {
        return new LimitExceededException(limit, detail, limits.queueTime());
    }

    void release(String caller) {
        lock.lock();
        try {
            less(running, caller);
            total--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
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
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses everybody, those who wait too, until it is opened again. */
    void close() {
        set(true);
    }

    void open() {
        set(false);
    }

    private void set(boolean toClosed) {
        lock.lock();
        try {
            closed = toClosed;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
