package dev.lxdgateway.api;

import java.util.concurrent.Executor;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.component.ContainerLifeCycle;
import org.eclipse.jetty.util.thread.ExecutionStrategy;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.eclipse.jetty.util.thread.TryExecutor;

/**
 * The web server's threads: a few of the platform's that look for what connections bring and deal with it themselves while
 * others are left to look, and virtual ones for all else, of which any number may wait: as many as there are connections. A
 * selector on a virtual thread would hear of everything from two other threads.
 */
final class ServerThreads extends ContainerLifeCycle implements ThreadPool, TryExecutor, VirtualThreads.Configurable {

    private static final int MOST = 16;
    private static final int LEAST = 4;

    private final QueuedThreadPool selecting = new QueuedThreadPool(MOST, LEAST);
    private Executor waiting = VirtualThreads.getNamedVirtualThreadsExecutor("web-");

    ServerThreads() {
        selecting.setName("web");
        installBean(selecting);
    }

    @Override
    public void execute(Runnable task) {
        (task instanceof ExecutionStrategy ? selecting : waiting).execute(task);
    }

    @Override
    public boolean tryExecute(Runnable task) {
        return task instanceof ExecutionStrategy && selecting.tryExecute(task);
    }

    @Override
    public Executor getVirtualThreadsExecutor() {
        return waiting;
    }

    @Override
    public void setVirtualThreadsExecutor(Executor executor) {
        waiting = executor;
    }

    @Override
    public void join() throws InterruptedException {
        selecting.join();
    }

    @Override
    public int getThreads() {
        return selecting.getThreads();
    }

    @Override
    public int getIdleThreads() {
        return selecting.getIdleThreads();
    }

    @Override
    public boolean isLowOnThreads() {
        return false;
    }
}
