package dev.lxdgateway.api;

import java.nio.ByteBuffer;

/**
 * Room for the output that one client sends, frame after frame, where each has been sent before the next is asked for: a
 * flood goes through the same memory, and what comes after it, if it is little, does not hold that.
 */
final class Room {

    private static final int LITTLE = 1024;

    private ByteBuffer last = ByteBuffer.allocate(0);

    /** For that many bytes; what was given before is no longer the client's. */
    ByteBuffer of(int bytes) {
        int there = last.capacity();
        if (bytes > there || (there > LITTLE && bytes < there / 4)) {
            last = ByteBuffer.allocate(bytes);
        }
        return last.clear().limit(bytes);
    }
}
