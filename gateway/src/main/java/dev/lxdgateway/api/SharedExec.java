package dev.lxdgateway.api;

import dev.lxdgateway.access.Supervision;
import dev.lxdgateway.session.ExitReason;
import dev.lxdgateway.session.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A command that several requests may wait for, at once or one after the other. It outlives their connections: when no
 * caller waits any more it goes on for a grace time, and then is ended.
 */
final class SharedExec implements Idempotency.Ongoing {

    private final Session session;
    private final Duration grace;
    private volatile CompletableFuture<ExecResult> answer = new CompletableFuture<>();

    // guarded by this
    private int callers;
    private long lonelySince = System.nanoTime();

    private SharedExec(Session session, Duration grace) {
        this.session = session;
        this.grace = grace;
    }

    static SharedExec start(ExecOrder order, Supervision sessions, Duration grace, KeptAnswers kept) {
        long asked = System.nanoTime();
        var output = new OutputCollector(order.most());
        var shared = new SharedExec(order.start(sessions, _ -> output), grace);
        Thread.ofVirtual().name("exec-shared").start(() -> shared.run(order, output, asked, kept));
        return shared;
    }

    private void run(ExecOrder order, OutputCollector output, long asked, KeptAnswers kept) {
        try {
            var exit = new Execution(session, output.exit(), order.limit(), this::isAbandoned).await();
            if (exit.reason() == ExitReason.START_FAILED) {
                throw new StartFailedException(String.valueOf(exit.detail()));
            }
            var took = Duration.ofNanos(System.nanoTime() - asked);
            answer.complete(ExecResult.of(session.id(), exit, output, took));
            kept.add(this);
        } catch (InterruptedException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    Session session() {
        return session;
    }

    /** @throws AnswerGoneException if what it wrote first is no longer kept */
    void requireWholeOutput() {
        if (session.summary().outputStart() > 0) {
            throw new AnswerGoneException(session.id());
        }
    }

    ExecResult await(CallerConnection caller) throws InterruptedException {
        return await(answer, caller);
    }

    /**
     * Waits as one of its callers.
     *
     * @throws CallerGoneException if this caller has
     */
    <T> T await(CompletableFuture<T> told, CallerConnection caller) throws InterruptedException {
        var patience = new Patience();
        come();
        try {
            while (true) {
                try {
                    return told.get(patience.next(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException _) {
                    if (caller.isClosed()) {
                        throw new CallerGoneException();
                    }
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : new OutputLostException(e.getCause());
        } finally {
            leave();
        }
    }

    private synchronized void come() {
        callers++;
    }

    private synchronized void leave() {
        callers--;
        lonelySince = System.nanoTime();
    }

    private synchronized boolean isAbandoned() {
        return callers == 0 && System.nanoTime() - lonelySince > grace.toNanos();
    }

    @Override
    public boolean isOver() {
        return answer.isDone();
    }

    /** Bytes that its answer holds, once it is over. */
    long size() {
        var result = answer.resultNow();
        return result.stdout().length() + (long) result.stderr().length();
    }

    /** Forgets the answer, and not that the command was run. */
    void drop() {
        answer = CompletableFuture.failedFuture(new AnswerGoneException(session.id()));
    }
}
