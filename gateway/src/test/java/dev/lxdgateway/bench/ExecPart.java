package dev.lxdgateway.bench;

import dev.lxdgateway.support.Lab;
import java.util.List;
import java.util.SequencedMap;

/** How long it takes to run {@code true}, and how many of it there can be in a second. */
final class ExecPart implements Part {

    private static final String NAME = "exec";
    private static final int FRESH = 50;
    private static final int WARM_UP = 100;
    private static final int CALLS = Integer.getInteger("bench.calls", 150);
    private static final int TOGETHER = 128;
    private static final int ROUNDS = 3;

    @Override
    public boolean wantsItsOwn() {
        return false;
    }

    @Override
    public void measure(Rig rig, Report report) throws Exception {
        fresh(rig, report);
        rig.warm();
        for (var remote : Lab.get().kinds()) {
            try (var gateway = rig.byGateway(remote);
                    var raw = rig.raw(remote);
                    var client = new ByClient(remote)) {
                for (int i = 0; i < WARM_UP; i++) {
                    gateway.exec("true");
                    raw.exec("true");
                }
                var ways = List.of(gateway, raw, client);
                var times = times(ways, CALLS);
                var what = remote + ": one `true` after another";
                report.add(new Row(NAME, what, "ms", 50, times, Bound.atMostTimes(1.10)));
                report.add(new Row(NAME, what, "ms", 99, times, Bound.atMostTimes(1.25)));
                for (int atATime : List.of(16, 64)) {
                    report.add(
                            NAME,
                            "%s: `true`, %d at a time".formatted(remote, atATime),
                            "calls/s",
                            Rounds.of(
                                    ROUNDS,
                                    List.of(gateway, raw),
                                    way -> Rounds.rate(TOGETHER, atATime, () -> {
                                        way.exec("true");
                                        return null;
                                    })),
                            Bound.atLeastTimes(0.95));
                }
            }
        }
    }

    /** The first that a gateway runs, before its code is compiled. */
    private static void fresh(Rig rig, Report report) throws Exception {
        for (var remote : Lab.get().kinds()) {
            try (var gateway = rig.byGateway(remote);
                    var raw = rig.raw(remote)) {
                raw.exec("true");
                report.add(
                        NAME,
                        "%s: `true`, the first %d of a gateway".formatted(remote, FRESH),
                        "ms",
                        times(List.of(gateway, raw), FRESH),
                        null);
            }
        }
    }

    private static SequencedMap<String, Sample> times(List<? extends Way> ways, int calls) throws Exception {
        var times = Rounds.empty(ways);
        for (int i = 0; i < calls; i++) {
            for (var way : ways) {
                Rounds.of(times, way).time(() -> way.exec("true"));
            }
        }
        return times;
    }
}
