package dev.lxdgateway.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the gateway allocates, and how often it calls the kernel, for output, for a key and for a short command. */
final class CostPart implements Part {

    private static final String NAME = "cost";
    private static final int ROUNDS = 3;
    private static final long FLOOD = 200_000_000;
    private static final int KEYS = 2_000;
    private static final int COMMANDS = 200;

    /** Does something, and gives how often. */
    private interface Work {

        double times() throws Exception;
    }

    /** Counts what it takes to do something. */
    private interface Count {

        double of(Sample.Call call) throws Exception;
    }

    /** The image's runtime can't be asked what it has allocated. */
    @Override
    public Image image() {
        return Image.ofTests();
    }

    @Override
    public void measure(Rig rig, Report report) throws Exception {
        try (var gateway = rig.byGateway(Rig.STUB);
                var costs = Costs.of(rig.gateway().pid());
                var terminal = gateway.terminal("echo")) {
            Work keys = () -> keys(terminal);
            Work commands = () -> commands(gateway);
            for (int i = 0; i < ROUNDS; i++) {
                flood(gateway);
                keys.times();
                commands.times();
            }
            add(
                    report,
                    "allocated for each MB of output",
                    "KB",
                    costs::allocated,
                    () -> flood(gateway).megabytes(),
                    1e3);
            add(report, "allocated for a key and its echo", "KB", costs::allocated, keys, 1e3);
            add(report, "allocated for a short command", "KB", costs::allocated, commands, 1e3);
            if (Costs.countsCalls()) {
                add(
                        report,
                        "for each frame of output",
                        "system calls",
                        costs::calls,
                        () -> flood(gateway).frames(),
                        1);
                add(report, "for a key and its echo", "system calls", costs::calls, keys, 1);
                add(report, "for a short command", "system calls", costs::calls, commands, 1);
            }
        }
    }

    private static void add(Report report, String what, String unit, Count count, Work work, double divisor)
            throws Exception {
        var sample = new Sample();
        for (int i = 0; i < ROUNDS; i++) {
            double[] times = {0};
            double counted = count.of(() -> times[0] = work.times());
            sample.add(counted / times[0] / divisor);
        }
        report.add(NAME, what, unit, new LinkedHashMap<>(Map.of("gateway", sample)), null);
    }

    /** What came. */
    private record Flood(long bytes, int frames) {

        double megabytes() {
            return bytes / 1e6;
        }
    }

    /** A terminal's output through an attachment. */
    private static Flood flood(ByGateway gateway) throws Exception {
        long[] bytes = {0};
        int frames = 0;
        try (var terminal = gateway.terminal("write", String.valueOf(FLOOD))) {
            while (terminal.receive(piece -> bytes[0] += piece.remaining())) {
                frames++;
            }
        }
        BulkPart.require(bytes[0] == FLOOD, bytes[0], FLOOD);
        return new Flood(FLOOD, frames);
    }

    private static int keys(Way.Terminal terminal) throws Exception {
        for (int i = 0; i < KEYS; i++) {
            EchoPart.type(terminal);
        }
        return KEYS;
    }

    private static int commands(ByGateway gateway) throws IOException {
        for (int i = 0; i < COMMANDS; i++) {
            gateway.exec("true");
        }
        return COMMANDS;
    }
}
