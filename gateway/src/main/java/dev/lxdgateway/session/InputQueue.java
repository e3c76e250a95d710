package dev.lxdgateway.session;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Input on its way from one client to the process, in order, over any number of the client's attachments, one at a time.
 * It counts what it has taken, so that a client that lost its connection knows what to send again. It takes the client's
 * frames off the socket while the process is slow, so that acknowledgements behind them are heard; past its bound it makes
 * the client wait, and the output then goes on without acknowledgements, for a process may have to write before it reads.
 */
final class InputQueue {

    private static final int BOUND = 1024 * 1024;

    private final Input input;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Deque<Item> queue = new ArrayDeque<>();
    private @Nullable Attachment owner;
    private final AtomicLong taken = new AtomicLong();
    private long written;
    private int queued;
    private boolean writing;
    private boolean closed;
    private volatile boolean full;

    InputQueue(Input input) {
        this.input = input;
    }

    /**
     * From now on takes from that attachment alone.
     *
     * @return the one before it
     */
    @Nullable Attachment pass(Attachment to) {
        lock.lock();
        try {
            var before = owner;
            owner = to;
            room.signalAll();
            return before;
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes it has taken from the client. */
    long taken() {
        return taken.get();
    }

    void add(Attachment from, ByteBuffer data) {
        add(from, new Item(data, false));
    }

    /** Ends the process's input after what is queued. */
    void addEnd(Attachment from) {
        add(from, new Item(ByteBuffer.allocate(0), true));
    }

    private void add(Attachment from, Item item) {
        lock.lock();
        try {
            awaitRoom(from);
            if (closed || owner != from) {
                return;
            }
            queue.add(item);
            queued += item.size;
            taken.addAndGet(item.data.remaining());
            if (writing) {
                return;
            }
            writing = true;
        } finally {
            lock.unlock();
        }
        writeOn();
    }

    private void awaitRoom(Attachment from) {
        while (queued >= BOUND && !closed && owner == from) {
            full = true;
            from.deaf(true);
            room.awaitUninterruptibly();
        }
        if (full) {
            full = false;
            from.deaf(false);
        }
    }

    /** Whether the client is being made to wait, and can't be heard. */
    boolean isFull() {
        return full;
    }

    /** Writes one item after the other, here and then wherever it is heard that the process's socket has taken the last. */
    private void writeOn() {
        for (var item = take(); item != null; item = take()) {
            int bytes = item.data.remaining();
            var written = item.end ? input.end() : input.write(item.data);
            if (!written.isDone()) {
                var _ = written.whenComplete((_, failure) -> {
                    written(bytes, failure != null);
                    writeOn();
                });
                return;
            }
            written(bytes, written.isCompletedExceptionally());
        }
    }

    private void written(int bytes, boolean failed) {
        if (failed) {
            close();
        }
        tell(bytes);
    }

    private @Nullable Item take() {
        lock.lock();
        try {
            var item = queue.poll();
            if (item == null) {
                writing = false;
            } else {
                queued -= item.size;
                room.signal();
            }
            return item;
        } finally {
            lock.unlock();
        }
    }

    private void tell(int bytes) {
        Attachment client;
        long so;
        lock.lock();
        try {
            written += bytes;
            client = owner;
            so = written;
        } finally {
            lock.unlock();
        }
        if (client != null) {
            client.inputWritten(so);
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
