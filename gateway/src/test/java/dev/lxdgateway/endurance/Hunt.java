package dev.lxdgateway.endurance;

import dev.lxdgateway.support.Api;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs programs on one server, many at once, and judges what their readers got. */
final class Hunt {

    private static final int AT_ONCE = 20;

    private final Api api;
    private final String remote;
    private final Tally tally;

    Hunt(Api api, String remote, Tally tally) {
        this.api = api;
        this.remote = remote;
        this.tally = tally;
    }

    /** Runs them all, those that take long first, and gives what is wrong. */
    List<String> run(List<Run> plan) {
        return inParallel(
                AT_ONCE,
                plan.stream()
                        .sorted(Comparator.comparing(run -> run.reader() != Reader.SLOW))
                        .<Callable<Judgement>>map(
                                run -> () -> judge(run, run.reader().title()))
                        .toList());
    }

    /** Does it all, so many at once, and gives what is wrong. */
    static List<String> inParallel(int atOnce, List<Callable<Judgement>> runs) {
        try (var threads = Executors.newFixedThreadPool(atOnce)) {
            return threads.invokeAll(runs).stream()
                    .flatMap(judged -> wrong(judged).stream())
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> wrong(Future<Judgement> judged) {
        return judged.state() == Future.State.SUCCESS
                ? judged.resultNow().wrong()
                : Optional.of("%s: %s"
                        .formatted(judged.exceptionNow(), judged.exceptionNow().getCause()));
    }

    /** Runs one, and counts it in the row of that title. */
    Judgement judge(Run run, String title) {
        var received = received(run);
        boolean whole = run.program().isWhole(received.stdout(), received.stderr());
        tally.add(remote, run.mode(), title, received.bytes(), whole, received.isUnverified());
        return received.isAsTold() && isAcceptable(run, received, whole)
                ? new Judgement(whole, Optional.empty())
                : new Judgement(
                        whole,
                        Optional.of("%s %s: %d bytes, exit %s, told %s"
                                .formatted(remote, run, received.bytes(), received.exit(), received.sums())));
    }

    private Received received(Run run) {
        try {
            return run.through(api, remote);
        } catch (RuntimeException e) {
            throw new IllegalStateException("%s %s".formatted(remote, run), e);
        }
    }

    private boolean isAcceptable(Run run, Received received, boolean whole) {
        if (run.terminal() && losesTerminalTails(remote)) {
            return received.exit().equals("0 exited unverified")
                    && run.program().mayBeginWith(received.stdout());
        }
        return whole && received.exit().equals("0 exited complete");
    }

    /** LXD 5.0.2 does, for every client: that of Debian 12 often, that of Debian 13 where the machine is busy. */
    static boolean losesTerminalTails(String remote) {
        return !remote.equals("incus");
    }

    /**
     * What came of a run.
     *
     * @param whole whether all of the output has come
     * @param wrong what the gateway has done wrong
     */
    record Judgement(boolean whole, Optional<String> wrong) {}
}
