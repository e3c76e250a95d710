package dev.lxdgateway.bench;

import dev.lxdgateway.bench.ByGateway.Attached;
import dev.lxdgateway.bench.ByGateway.Pace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** What a hundred observers who hardly read take from the writer of a session that writes as fast as it can. */
final class ObserversPart implements Part {

    private static final String NAME = "observers";
    private static final int ROUNDS = 3;
    private static final int OBSERVERS = 100;
    private static final long BYTES = 700_000_000;
    private static final long PAUSE = 100;

    @Override
    public boolean wantsItsOwn() {
        return false;
    }

    @Override
    public void measure(Rig rig, Report report) throws Exception {
        rig.warm();
        try (var gateway = rig.byGateway(Rig.STUB)) {
            var samples = new LinkedHashMap<String, Sample>();
            samples.put("gateway", new Sample());
            samples.put("without", new Sample());
            write(gateway, 0);
            for (int i = 0; i < ROUNDS; i++) {
                samples.get("gateway").add(write(gateway, OBSERVERS));
                samples.get("without").add(write(gateway, 0));
            }
            report.add(NAME, "the writer with 100 slow observers", "MB/s", samples, Bound.atLeastTimes(0.95));
        }
    }

    private static double write(ByGateway gateway, int observers) throws Exception {
        var session = gateway.start(true, "write-on-key", String.valueOf(BYTES));
        var watching = new ArrayList<Attached>();
        for (int i = 0; i < observers; i++) {
            var observer = gateway.attach(session, "mode=observer", Pace.ACKNOWLEDGES, 16 * 1024);
            watching.add(observer);
            Thread.ofVirtual().start(() -> readSlowly(observer));
        }
        var writer = gateway.attach(session, "", Pace.ACKNOWLEDGES, 0);
        try {
            return Rounds.throughput(BYTES, () -> {
                writer.type(ByteBuffer.wrap(new byte[] {'x'}));
                while (writer.receive(_ -> {})) {}
                BulkPart.require(writer.received() == BYTES, writer.received(), BYTES);
            });
        } finally {
            for (var observer : watching) {
                observer.link().close();
            }
            writer.link().close();
        }
    }

    private static void readSlowly(Attached observer) {
        try {
            while (observer.receive(_ -> {})) {
                Thread.sleep(PAUSE);
            }
        } catch (IOException _) {
            // closed
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
