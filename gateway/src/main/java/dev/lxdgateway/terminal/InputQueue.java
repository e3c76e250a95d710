package dev.lxdgateway.terminal;

import dev.lxdgateway.session.Attachment;
import dev.lxdgateway.session.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Input on its way from one client to the process, in order. It takes the client's frames off the socket while the
 * process is slow, so that acknowledgements behind them are heard; past its bound it makes the client wait, and the
 * output then goes on without acknowledgements, for a process may have to write before it reads.
 */
final class InputQueue {

    private static final int BOUND = 1024 * 1024;

    private final Session session;
    private final Attachment attachment;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Deque<Item> queue = new ArrayDeque<>();
    private int queued;
    private boolean pumping;
    private boolean closed;
    private volatile boolean full;

    InputQueue(Session session, Attachment attachment) {
        this.session = session;
        this.attachment = attachment;
    }

    void add(ByteBuffer data) {
        add(new Item(data, false));
    }

    /** Ends the process's input after what is queued. */
    void addEnd() {
        add(new Item(ByteBuffer.allocate(0), true));
    }

    private void add(Item item) {
        lock.lock();
        try {
            awaitRoom();
            if (closed) {
                return;
            }
            queue.add(item);
            queued += item.size;
            if (!pumping) {
                pumping = true;
                Thread.ofVirtual().name("terminal-input").start(this::pump);
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom() {
        while (queued >= BOUND && !closed) {
            full = true;
            attachment.deaf(true);
            room.awaitUninterruptibly();
        }
        if (full) {
            full = false;
            attachment.deaf(false);
        }
    }

    /** Whether the client is being made to wait, and can't be heard. */
    boolean isFull() {
        return full;
    }

    private void pump() {
        for (var item = take(); item != null; item = take()) {
            try {
                if (item.end) {
                    session.endInput();
                } else {
                    session.input(item.data);
                }
            } catch (IOException _) {
                close();
            }
        }
    }

    private @Nullable Item take() {
        lock.lock();
        try {
            var item = queue.poll();
            if (item == null) {
                pumping = false;
            } else {
                queued -= item.size;
                room.signal();
            }
            return item;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more: the process has gone. */
    private void close() {
        lock.lock();
        try {
            closed = true;
            queue.clear();
            queued = 0;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static final class Item {

        private static final int OVERHEAD = 64;

        private final ByteBuffer data;
        private final boolean end;
        private final int size;

        Item(ByteBuffer data, boolean end) {
            this.data = data;
            this.end = end;
            this.size = data.remaining() + OVERHEAD;
        }
    }
}
