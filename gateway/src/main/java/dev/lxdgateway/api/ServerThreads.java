package dev.lxdgateway.api;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.ExecutionStrategy;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.eclipse.jetty.util.thread.TryExecutor;

/**
 * The web server's threads. What looks for what connections bring runs on a few threads of the platform: one deals with what
 * it has found itself, while another is left to look. With all of these taken, as by commands that run for long, and for all
 * else there are virtual threads, as many as are wanted. A selector on a virtual thread would hear of everything from two
 * other threads.
 */
final class ServerThreads extends AbstractLifeCycle implements ThreadPool, TryExecutor, VirtualThreads.Configurable {

    private static final int MOST = 16;

    private final Semaphore places = new Semaphore(MOST);
    private final ExecutorService platform = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("web-", 0).daemon().factory());
    private Executor virtual = VirtualThreads.getNamedVirtualThreadsExecutor("web-");

    @Override
    public void execute(Runnable task) {
        if (!tryExecute(task)) {
            virtual.execute(task);
        }
    }

    @Override
    public boolean tryExecute(Runnable task) {
        boolean here = task instanceof ExecutionStrategy && places.tryAcquire();
        if (here) {
            platform.execute(() -> {
                try {
                    task.run();
                } finally {
                    places.release();
                }
            });
        }
        return here;
    }

    @Override
    public Executor getVirtualThreadsExecutor() {
        return virtual;
    }

    @Override
    public void setVirtualThreadsExecutor(Executor executor) {
        virtual = executor;
    }

    @Override
    protected void doStop() {
        platform.shutdown();
    }

    @Override
    public void join() throws InterruptedException {
        var _ = platform.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    @Override
    public int getThreads() {
        return MOST - places.availablePermits();
    }

    @Override
    public int getIdleThreads() {
        return 0;
    }

    @Override
    public boolean isLowOnThreads() {
        return false;
    }
}
