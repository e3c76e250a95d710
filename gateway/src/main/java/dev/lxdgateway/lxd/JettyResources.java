package dev.lxdgateway.lxd;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/** The threads and buffers that the clients of all remotes share. */
final class JettyResources implements AutoCloseable {

    private static final int MOST_THREADS = 200;

    private final QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 4);
    private final Scheduler scheduler = new ScheduledExecutorScheduler("lxd-scheduler", true);
    private final ByteBufferPool buffers = new ArrayByteBufferPool();

    JettyResources() {
        threads.setName("lxd-client");
        threads.setDaemon(true);
        // what a rush has left idle ends then, and not one thread each time
        threads.setIdleTimeout(20_000);
        threads.setMaxEvictCount(MOST_THREADS);
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("lxd-"));
        LifeCycle.start(threads);
        LifeCycle.start(scheduler);
    }

    HttpClient use(HttpClient http) {
        http.setExecutor(threads);
        http.setScheduler(scheduler);
        http.setByteBufferPool(buffers);
        return http;
    }

    /** Does something again and again, as long as the clients live; it may block. */
    void repeat(Duration every, Runnable task) {
        scheduler.schedule(
                () -> threads.execute(() -> {
                    task.run();
                    repeat(every, task);
                }),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        LifeCycle.stop(scheduler);
        LifeCycle.stop(threads);
    }
}
