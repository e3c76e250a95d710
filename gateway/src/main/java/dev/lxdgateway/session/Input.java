package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Exec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/** A session's input: one piece at a time, in the order in which it is asked for. */
final class Input {

    private final Exec exec;
    private final SessionObserver observer;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final LongAdder bytes = new LongAdder();

    Input(Exec exec, SessionObserver observer) {
        this.exec = exec;
        this.observer = observer;
    }

    void write(ByteBuffer data) throws IOException {
        int size = data.remaining();
        turn.lock();
        try {
            exec.write(data);
            bytes.add(size);
        } finally {
            turn.unlock();
        }
        observer.typed(size);
    }

    /** How many have been written. */
    long bytes() {
        return bytes.sum();
    }

    void end() throws IOException {
        turn.lock();
        try {
            exec.endInput();
        } finally {
            turn.unlock();
        }
    }
}
