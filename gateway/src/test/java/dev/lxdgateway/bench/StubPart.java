package dev.lxdgateway.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How fast output goes through a gateway whose server is no limit, and what it costs it. */
final class StubPart implements Part {

    private static final String NAME = "stub";
    private static final int ROUNDS = 3;
    private static final long ALONE = 500_000_000;
    private static final int SESSIONS = 16;
    private static final long EACH = 100_000_000;

    @Override
    public boolean wantsItsOwn() {
        return false;
    }

    @Override
    public void measure(Rig rig, Report report) throws Exception {
        rig.warm();
        try (var gateway = rig.byGateway(Rig.STUB);
                var raw = rig.raw(Rig.STUB)) {
            var ways = List.of(gateway, raw);
            var costs = new Sample();
            Rounds.of(2, ways, way -> download(way, ALONE));
            report.add(
                    NAME,
                    "stdout of one session",
                    "MB/s",
                    Rounds.of(ROUNDS, ways, way -> {
                        double before = rig.processorTime();
                        double rate = download(way, ALONE);
                        if (way == gateway) {
                            costs.add((rig.processorTime() - before) / (ALONE / 1e9));
                        }
                        return rate;
                    }),
                    Bound.atLeast(400));
            report.add(
                    NAME,
                    "the gateway's processor time for it",
                    "s/GB",
                    new LinkedHashMap<>(Map.of("gateway", costs)),
                    null);
            report.add(
                    NAME,
                    "stdout of 16 sessions",
                    "MB/s",
                    Rounds.of(ROUNDS, ways, way -> many(way)),
                    Bound.atLeast(600));
            report.add(
                    NAME,
                    "stdin of one session",
                    "MB/s",
                    Rounds.of(ROUNDS, ways, way -> Rounds.throughput(ALONE, () -> way.upload(ALONE, "read"))),
                    null);
            report.add(NAME, "a terminal's output", "MB/s", Rounds.of(ROUNDS, ways, way -> terminal(way)), null);
            report.add(Row.alone(NAME, "resident at most", "MB", rig.peak(), null));
        }
    }

    private static double download(Way way, long bytes) throws Exception {
        return Rounds.throughput(bytes, () -> {
            long came = way.download("write", String.valueOf(bytes));
            BulkPart.require(came == bytes, came, bytes);
        });
    }

    private static double terminal(Way way) throws Exception {
        long[] bytes = {0};
        return Rounds.throughput(ALONE, () -> {
            try (var terminal = way.terminal("write", String.valueOf(ALONE))) {
                while (terminal.receive(piece -> bytes[0] += piece.remaining())) {}
            }
            BulkPart.require(bytes[0] == ALONE, bytes[0], ALONE);
        });
    }

    /** Sixteen floods at a time, and how many megabytes of them came in a second. */
    static double many(Way way) throws Exception {
        return Rounds.rate(SESSIONS, SESSIONS, () -> download(way, EACH)) * EACH / 1e6;
    }
}
