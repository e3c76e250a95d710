package dev.lxdgateway.bench;

import dev.lxdgateway.support.Lab;
import java.util.List;

/** How fast much goes through one exec, in and out. */
final class BulkPart implements Part {

    private static final String NAME = "bulk";
    private static final int ROUNDS = 3;
    private static final long PIPE = 100_000_000;
    private static final long TERMINAL = 20_000_000;

    @Override
    public boolean wantsItsOwn() {
        return false;
    }

    @Override
    public void measure(Rig rig, Report report) throws Exception {
        rig.warm();
        for (var remote : Lab.get().kinds()) {
            try (var gateway = rig.byGateway(remote);
                    var raw = rig.raw(remote);
                    var client = new ByClient(remote)) {
                var ways = List.of(gateway, raw, client);
                Rounds.of(1, ways, way -> way.download("head", "-c", String.valueOf(PIPE), "/dev/zero"));
                report.add(
                        NAME,
                        remote + ": stdout",
                        "MB/s",
                        Rounds.of(ROUNDS, ways, BulkPart::download),
                        Bound.atLeastTimes(0.95));
                report.add(
                        NAME,
                        remote + ": stdin",
                        "MB/s",
                        Rounds.of(
                                ROUNDS,
                                ways,
                                way -> Rounds.throughput(PIPE, () -> way.upload(PIPE, "sh", "-c", "cat > /dev/null"))),
                        Bound.atLeastTimes(0.95));
                report.add(
                        NAME,
                        remote + ": a terminal's output",
                        "MB/s",
                        Rounds.of(ROUNDS, ways, BulkPart::terminal),
                        Bound.atLeastTimes(0.95));
            }
        }
    }

    private static double download(Way way) throws Exception {
        return Rounds.throughput(PIPE, () -> {
            long came = way.download("head", "-c", String.valueOf(PIPE), "/dev/zero");
            require(came == PIPE, came, PIPE);
        });
    }

    private static double terminal(Way way) throws Exception {
        long[] bytes = {0};
        return Rounds.throughput(TERMINAL, () -> {
            try (var terminal = way.terminal("head", "-c", String.valueOf(TERMINAL), "/dev/zero")) {
                while (terminal.receive(piece -> bytes[0] += piece.remaining())) {}
            }
            // LXD before 5.0.3 may lose the end of a terminal's output, whoever asks
            require(bytes[0] > TERMINAL - 100_000, bytes[0], TERMINAL);
        });
    }

    static void require(boolean right, long came, long wanted) {
        if (!right) {
            throw new IllegalStateException("%d bytes came of %d".formatted(came, wanted));
        }
    }
}
