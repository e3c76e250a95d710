package dev.lxdgateway.session;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory of the output logs of all sessions that run, and of what is on its way from them to clients. While they have
 * more of it together than they may, each that grows keeps no more than a little of what its clients have; what they have not
 * goes to disk, as ever.
 */
final class LogMemory {

    private static final long LITTLE = 32 * 1024;
    private static final int SMALLEST_SEGMENT = 256;
    private static final int LARGEST_SEGMENT = 32 * 1024;
    private static final int MOST_SPARE = 128;

    private final long each;
    private final long together;
    private final int largest;
    private final AtomicLong used = new AtomicLong();
    /** Of the largest size: under a flood one is let go of for each that comes, and what lives for long is dear to collect. */
    private final Queue<byte[]> spare = new ArrayBlockingQueue<>(MOST_SPARE);

    LogMemory(long each, long together) {
        this.each = each;
        this.together = together;
        this.largest = Math.clamp(each / 8, SMALLEST_SEGMENT, LARGEST_SEGMENT);
    }

    /**
     * A new segment of a log.
     *
     * @param bytes what it has to have room for
     * @param wanted how much it should have room for
     */
    byte[] take(int bytes, int wanted) {
        int size = Math.max(bytes, Math.clamp(wanted, SMALLEST_SEGMENT, largest));
        var free = size == largest ? spare.poll() : null;
        return free == null ? new byte[size] : free;
    }

    /** A segment that nobody reads any more. */
    void give(byte[] segment) {
        if (segment.length == largest) {
            var _ = spare.offer(segment);
        }
    }

    /** What a log may have at most. */
    long each() {
        return each;
    }

    /** What a log may have now. */
    long allowed() {
        return isShort() ? Math.min(each, LITTLE) : each;
    }

    /** Whether they have more together than they may. */
    boolean isShort() {
        return used.get() > together;
    }

    void add(long bytes) {
        used.addAndGet(bytes);
    }

    /** Bytes of all. */
    long used() {
        return used.get();
    }
}
