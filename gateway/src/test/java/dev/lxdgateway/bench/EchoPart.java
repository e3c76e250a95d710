package dev.lxdgateway.bench;

import dev.lxdgateway.support.Lab;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** How long a key takes to come back as the character that it prints. */
final class EchoPart implements Part {

    private static final String NAME = "echo";
    private static final int KEYS = 500;
    private static final int BUSY = 200;
    private static final long BETWEEN_KEYS = 2;
    private static final ByteBuffer KEY =
            ByteBuffer.wrap("x".getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();

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
                echo(ways, KEYS);
                add(
                        report,
                        remote + ": a key's echo",
                        gateway,
                        raw,
                        echo(ways, KEYS),
                        Bound.atMost(0.15),
                        Bound.atMost(1));
                try (var _ = busy(rig)) {
                    add(
                            report,
                            remote + ": the same with 200 busy sessions",
                            gateway,
                            raw,
                            echo(ways, KEYS),
                            null,
                            Bound.atMost(2));
                }
            }
        }
    }

    /** The bounds are of what the gateway adds. */
    private static void add(
            Report report,
            String what,
            Way gateway,
            Way raw,
            SequencedMap<String, Sample> times,
            @Nullable Bound median,
            Bound most) {
        for (int percent : List.of(50, 99)) {
            report.add(new Row(NAME, what, "ms", percent, times, null));
            double added = Rounds.of(times, gateway).percentile(percent)
                    - Rounds.of(times, raw).percentile(percent);
            var bound = percent == 50 ? median : most;
            report.add(Row.alone(NAME, "%s, added at p%d".formatted(what, percent), "ms", added, bound));
        }
    }

    private static SequencedMap<String, Sample> echo(List<? extends Way> ways, int keys) throws Exception {
        var times = Rounds.empty(ways);
        var terminals = new ArrayList<Way.Terminal>();
        try {
            for (var way : ways) {
                terminals.add(way.terminal("cat"));
            }
            Thread.sleep(500);
            for (int i = 0; i < keys; i++) {
                for (int w = 0; w < ways.size(); w++) {
                    var terminal = terminals.get(w);
                    Rounds.of(times, ways.get(w)).time(() -> type(terminal));
                    Thread.sleep(BETWEEN_KEYS);
                }
            }
        } finally {
            for (var terminal : terminals) {
                terminal.close();
            }
        }
        return times;
    }

    static void type(Way.Terminal terminal) throws Exception {
        int[] came = {0};
        terminal.type(KEY.duplicate());
        while (came[0] == 0) {
            if (!terminal.receive(piece -> came[0] += piece.remaining())) {
                throw new IOException("the terminal has ended");
            }
        }
    }

    /** Sessions that print 200 bytes ten times a second, each with a client. */
    private static Crowd busy(Rig rig) throws Exception {
        var crowd = new Crowd(rig);
        crowd.grow(BUSY, "tick", "100", "200");
        return crowd;
    }
}
