package dev.lxdgateway.bench;

import java.util.concurrent.ConcurrentLinkedQueue;

/** Measurements of one thing in one unit. */
final class Sample {

    private final ConcurrentLinkedQueue<Double> values = new ConcurrentLinkedQueue<>();

    /** Something to be timed. */
    interface Call {

        void run() throws Exception;
    }

    /** One measurement alone. */
    static Sample of(double value) {
        var sample = new Sample();
        sample.add(value);
        return sample;
    }

    void add(double value) {
        values.add(value);
    }

    /** Adds how many milliseconds something takes, unless it fails. */
    void time(Call call) throws Exception {
        long start = System.nanoTime();
        call.run();
        add((System.nanoTime() - start) / 1e6);
    }

    int size() {
        return values.size();
    }

    /** What so many of a hundred are at most. */
    double percentile(double percent) {
        var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int rank = (int) Math.ceil(sorted.length * percent / 100);
        return sorted.length == 0 ? Double.NaN : sorted[Math.clamp(rank, 1, sorted.length) - 1];
    }

    double median() {
        return percentile(50);
    }
}
