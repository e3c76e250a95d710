package dev.lxdgateway.session;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory of the output logs of all sessions that run, and of what is on its way from them to clients. While they have
 * more of it together than they may, each that grows keeps no more than a little of what its clients have; what they have not
 * goes to disk, as ever.
 */
final class LogMemory {

    private static final long LITTLE = 32 * 1024;

    private final long each;
    private final long together;
    private final AtomicLong used = new AtomicLong();

    LogMemory(long each, long together) {
        this.each = each;
        this.together = together;
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
