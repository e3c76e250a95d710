package dev.lxdgateway.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Does something again and again, on so many threads, beside what is measured. */
final class Beside implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean over;

    private Beside() {}

    /** With a pause after each time. */
    static Beside of(int threads, Duration pause, Callable<?> task) {
        var beside = new Beside();
        for (int i = 0; i < threads; i++) {
            var _ = beside.threads.submit(() -> {
                while (!beside.over) {
                    task.call();
                    Thread.sleep(pause);
                }
                return null;
            });
        }
        return beside;
    }

    /** Waits for the last time to end. */
    @Override
    public void close() {
        over = true;
        threads.close();
    }
}
