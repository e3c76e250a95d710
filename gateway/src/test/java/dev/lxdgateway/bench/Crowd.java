package dev.lxdgateway.bench;

import dev.lxdgateway.bench.ByGateway.Attached;
import dev.lxdgateway.bench.ByGateway.Pace;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Many terminals of the stub, each with a client attached that reads whatever comes, and answers pings. */
final class Crowd implements AutoCloseable {

    private static final int BUFFER = 512;
    private static final int AT_A_TIME = 32;

    private final ByGateway gateway;
    private final ConcurrentLinkedQueue<Attached> attached = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private volatile boolean closing;

    Crowd(Rig rig) {
        this.gateway = rig.byGateway(Rig.STUB);
    }

    int size() {
        return attached.size();
    }

    /** Has so many more, and gives how many were started in a second. */
    double grow(int more, String... command) throws Exception {
        return Rounds.rate(more, AT_A_TIME, () -> {
            var client = gateway.attach(gateway.start(true, command), "", Pace.BY_TCP, BUFFER);
            attached.add(client);
            Thread.ofVirtual().start(() -> read(client));
            return null;
        });
    }

    private void read(Attached client) {
        try {
            while (client.receive(_ -> {})) {}
            fail("a session ended");
        } catch (IOException e) {
            fail(e.toString());
        }
    }

    private void fail(String why) {
        if (!closing) {
            failure.compareAndSet(null, why);
        }
    }

    /** Why a client is gone that ought to be there, null if all are. */
    void requireAll() throws IOException {
        var why = failure.get();
        if (why != null) {
            throw new IOException(why);
        }
    }

    /** Ends all sessions. */
    @Override
    public void close() throws IOException {
        closing = true;
        try {
            Rounds.rate(attached.size(), AT_A_TIME, () -> {
                var client = attached.poll();
                if (client != null) {
                    client.close();
                }
                return null;
            });
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            gateway.close();
        }
    }
}
