package dev.lxdgateway.bench;

import java.util.concurrent.ConcurrentLinkedQueue;

/** How long calls took. */
final class Timings {

    /** Something to be measured. */
    interface Call {

        void run() throws Exception;
    }

    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

    void measure(Call call) {
        long start = System.nanoTime();
        try {
            call.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        nanos.add(System.nanoTime() - start);
    }

    /** The time in milliseconds that so many of a hundred calls took at most. */
    double percentile(int percent) {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        int rank = Math.max(1, Math.ceilDiv(sorted.length * percent, 100));
        return sorted[rank - 1] / 1e6;
    }

    @Override
    public String toString() {
        return "%.1f / %.1f".formatted(percentile(50), percentile(99));
    }
}
