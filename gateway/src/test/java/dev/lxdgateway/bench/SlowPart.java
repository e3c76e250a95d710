package dev.lxdgateway.bench;

import dev.lxdgateway.bench.ByGateway.Pace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a crowd of clients that are no good does to one that is, and whether anything is left of it. */
final class SlowPart implements Part {

    private static final String NAME = "slow";
    private static final int EACH = Integer.getInteger("bench.slow", 1_000);
    private static final String KEY = "a key's echo";
    private static final String COMMAND = "a command";
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration OFTEN = Duration.ofMillis(10);
    private static final Duration SOMETIMES = Duration.ofMillis(200);
    private static final int KEYS = 5;
    private static final int BUFFER = 4096;
    private static final int SPARE = 50;

    private interface Count {

        double now() throws IOException;
    }

    @Override
    public List<String> properties(Path directory) throws IOException {
        return Callers.properties(directory, "--gateway.session.detach-timeout=5s", "--gateway.session.retained=0");
    }

    @Override
    public void measure(Rig rig, Report report) throws Exception {
        try (var warm = new Crowd(rig)) {
            warm.grow(EACH, "echo");
        }
        try (var callers = new Callers(rig, 3);
                var good = rig.byGateway(Rig.STUB)) {
            use(good);
            var alone = use(good);
            double files = rig.files();
            double threads = rig.threads();
            var memory = new Sample();
            Tally among;
            double silent;
            double ended;
            double closed;
            double idle;
            try (var _ = rig.watch(memory)) {
                try (var _ = SlowCrowd.come(callers, EACH)) {
                    long here = System.nanoTime();
                    among = use(good);
                    silent = until(here, () -> rig.metric("gateway_websockets "), EACH);
                }
                long left = System.nanoTime();
                ended = until(left, () -> rig.metric("gateway_sessions_active"), 0);
                closed = until(left, rig::files, files + SPARE);
                idle = until(left, rig::threads, threads + SPARE);
            }
            others(report, among, alone);
            report.add(alone("the silent are gone after", "s", silent, Bound.atMost(50)));
            report.add(alone("all sessions have ended, after the last client left", "s", ended, Bound.atMost(30)));
            report.add(alone("no more files are open than before", "s", closed, Bound.atMost(60)));
            report.add(alone("no more threads are there than before", "s", idle, Bound.atMost(90)));
            report.add(alone("resident at most", "MB", memory.percentile(100), Bound.atMost(1_000)));
        }
    }

    /** Types and runs commands for a while. */
    private static Tally use(ByGateway way) throws Exception {
        var tally = new Tally();
        long end = System.nanoTime() + MEASURED.toNanos();
        try (var terminal = way.attach(way.start(true, "echo"), "", Pace.BY_TCP, BUFFER)) {
            while (System.nanoTime() < end) {
                for (int i = 0; i < KEYS; i++) {
                    tally.count(KEY, () -> echo(terminal));
                    Thread.sleep(OFTEN);
                }
                tally.count(COMMAND, () -> way.exec("true"));
            }
        }
        return tally;
    }

    private static void echo(ByGateway.Attached terminal) throws IOException {
        long due = terminal.received() + 1;
        terminal.type(ByteBuffer.wrap(new byte[] {'x'}));
        while (terminal.received() < due) {
            Tally.require(terminal.receive(_ -> {}), "no echo");
        }
    }

    /** Seconds from a moment until something is no more than that. */
    private static double until(long start, Count count, double most) throws InterruptedException, IOException {
        while (count.now() > most) {
            Tally.require(System.nanoTime() - start < PATIENCE.toNanos(), count.now());
            Thread.sleep(SOMETIMES);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void others(Report report, Tally among, Tally alone) {
        System.out.printf("among them: %s; alone: %s%n", among, alone);
        for (var what : List.of(KEY, COMMAND)) {
            for (int percent : new int[] {50, 99}) {
                var samples = new LinkedHashMap<String, Sample>();
                samples.put("gateway", among.took(what));
                samples.put("without them", alone.took(what));
                report.add(new Row(
                        NAME,
                        what + " of another caller",
                        "ms",
                        percent,
                        samples,
                        percent == 99 ? Bound.atMostTimes(1.5) : null));
            }
        }
        long bad = among.wrong() + among.refused();
        report.add(alone("of those refused, or answered wrong", "answers", (double) bad, Bound.atMost(0)));
    }

    private static Row alone(String what, String unit, double value, @Nullable Bound bound) {
        return Row.alone(NAME, what, unit, value, bound);
    }
}
