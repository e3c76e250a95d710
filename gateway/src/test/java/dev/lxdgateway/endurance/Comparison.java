package dev.lxdgateway.endurance;

import dev.lxdgateway.endurance.Hunt.Judgement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The same programs in a terminal by turns through the gateway and by {@code lxc exec}, on a server that loses tails. */
final class Comparison {

    private static final int AT_ONCE = 3;
    private static final String GATEWAY = "WebSocket, by turns with `lxc exec`";
    private static final String LXC = "`lxc exec` itself";

    private final Hunt hunt;
    private final String remote;
    private final Tally tally;
    private final AtomicInteger pairs = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicInteger cutByLxc = new AtomicInteger();

    Comparison(Hunt hunt, String remote, Tally tally) {
        this.hunt = hunt;
        this.remote = remote;
        this.tally = tally;
    }

    /** Runs so many of both, and gives what the gateway does wrong beside losing what the server loses. */
    List<String> run(int runs, Random random) {
        return Hunt.inParallel(
                AT_ONCE,
                Stream.generate(() -> Run.atFullSpeed(random))
                        .limit(runs)
                        .<Callable<Judgement>>map(run -> () -> pair(run))
                        .toList());
    }

    private Judgement pair(Run run) {
        var judgement = hunt.judge(run, GATEWAY);
        // where the command hangs, which it does now and then, there is nothing to compare with
        LxcExec.run(remote, run.program().command()).ifPresent(output -> {
            boolean whole = run.program().isWhole(output, new byte[0]);
            tally.add(remote, run.mode(), LXC, output.length, whole, false);
            pairs.incrementAndGet();
            cut.addAndGet(judgement.whole() ? 0 : 1);
            cutByLxc.addAndGet(whole ? 0 : 1);
        });
        return judgement;
    }

    /** How many more outputs were cut through the gateway. */
    int excess() {
        return cut.get() - cutByLxc.get();
    }

    /** Five standard deviations of that difference where both lose equally often, and a little for small numbers. */
    double margin() {
        return 5 * Math.sqrt(cut.get() + cutByLxc.get()) + 3;
    }

    @Override
    public String toString() {
        return "of %s pairs %s cut through the gateway, %s by lxc exec".formatted(pairs, cut, cutByLxc);
    }
}
