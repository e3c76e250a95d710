package dev.lxdgateway.bench;

import java.nio.ByteBuffer;
import java.util.Iterator;

/** Many bytes in pieces of 32 KiB at most, as the servers' own clients send them. */
record Bulk(long bytes) implements Iterable<ByteBuffer> {

    private static final int PIECE = 32 * 1024;
    private static final ByteBuffer BYTES = ByteBuffer.allocateDirect(PIECE).asReadOnlyBuffer();

    static Bulk of(long bytes) {
        return new Bulk(bytes);
    }

    @Override
    public Iterator<ByteBuffer> iterator() {
        return new Iterator<>() {

            private long left = bytes;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public ByteBuffer next() {
                int size = (int) Math.min(left, PIECE);
                left -= size;
                return BYTES.slice(0, size);
            }
        };
    }
}
