package dev.lxdgateway.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What has come off a connection and not been read yet, to a bound. The gateway sends no more than its window ahead of the
 * acknowledgements, but what it sends before it has heard the first of them may be more.
 */
final class Inbox {

    static final int BOUND = 1024 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<AttachmentEvent> events = new ArrayDeque<>();
    private long waiting;
    private boolean full;
    private boolean ended;
    private @Nullable GatewayException failure;

    /** Whether there is room for more; where not, a later {@link #take} says when there is. */
    boolean add(AttachmentEvent event) {
        lock.lock();
        try {
            events.add(event);
            waiting += size(event);
            full = waiting >= BOUND;
            news.signal();
            return !full;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing comes any more; after what waits the failure is told, if it is one. */
    void end(@Nullable GatewayException why) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                failure = why;
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the next event.
     *
     * @param limit how long to wait for one, null for any time
     * @return null where none came in time, or none will
     */
    @Nullable Taken take(@Nullable Duration limit) {
        try {
            lock.lockInterruptibly();
            try {
                return await(limit) ? taken() : null;
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionLostException("interrupted", e);
        }
    }

    private boolean await(@Nullable Duration limit) throws InterruptedException {
        long left = limit == null ? Long.MAX_VALUE : limit.toNanos();
        while (events.isEmpty()) {
            if (failure != null) {
                throw failure;
            }
            if (ended || left <= 0) {
                return false;
            }
            if (limit == null) {
                news.await();
            } else {
                left = news.awaitNanos(left);
            }
        }
        return true;
    }

    private Taken taken() {
        var event = events.remove();
        waiting -= size(event);
        boolean relieved = full && waiting < BOUND / 2;
        if (relieved) {
            full = false;
        }
        return new Taken(event, events.isEmpty(), relieved);
    }

    private static int size(AttachmentEvent event) {
        return event instanceof ExecEvent.Output output ? output.bytes().length : 64;
    }

    /**
     * An event that was taken.
     *
     * @param last whether nothing more waits
     * @param relieved whether there is room again for more
     */
    record Taken(AttachmentEvent event, boolean last, boolean relieved) {}
}
