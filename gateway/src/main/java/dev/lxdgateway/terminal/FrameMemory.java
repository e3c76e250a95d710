package dev.lxdgateway.terminal;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;

/**
 * Where output is on its way to all clients: outside the heap, from where the kernel takes it without another copy, and where
 * what has been sent leaves nothing to collect. What may not have been sent is not used again, for somebody may still read it.
 */
final class FrameMemory {

    /** As little as a key's echo is not worth it. */
    private static final int LITTLE = 1024;

    /** Output is sent in pieces of 8 KiB and of 32 KiB at most, with their channel. */
    private static final int STEP = 8 * 1024 + 64;

    private static final int LARGEST = 4 * STEP;
    private static final int MOST_OF_A_SIZE = 1024;
    private static final long MOST_KEPT = 16L * 1024 * 1024;

    private final ByteBufferPool pool = new ArrayByteBufferPool(0, STEP, LARGEST, MOST_OF_A_SIZE, 0, MOST_KEPT);

    Piece of(int bytes) {
        return new Piece(
                bytes > LITTLE ? pool.acquire(bytes, true) : RetainableByteBuffer.wrap(ByteBuffer.allocate(bytes)),
                bytes);
    }

    /** The memory of one frame. */
    static final class Piece {

        private final RetainableByteBuffer memory;
        private final ByteBuffer data;

        private Piece(RetainableByteBuffer memory, int bytes) {
            this.memory = memory;
            this.data = memory.getByteBuffer().clear().limit(bytes);
        }

        ByteBuffer data() {
            return data;
        }

        /** What is told when it has been sent, or not. */
        Callback sent(Callback then) {
            return Callback.from(
                    () -> {
                        memory.release();
                        then.succeed();
                    },
                    then::fail);
        }
    }
}
