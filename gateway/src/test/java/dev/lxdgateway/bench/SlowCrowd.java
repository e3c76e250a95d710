package dev.lxdgateway.bench;

import dev.lxdgateway.bench.ByGateway.Attached;
import dev.lxdgateway.bench.ByGateway.Pace;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Clients that are no good: so many that read nothing of a flood, so many that read some of one and never acknowledge it,
 * so many at a quiet program that are gone without a word, and some that don't get beyond half of a request. Each kind is a
 * caller of its own. Of all of them only the second answers pings.
 */
final class SlowCrowd implements AutoCloseable {

    private static final int AT_A_TIME = 32;
    private static final int BUFFER = 512;
    private static final List<String> HALVES = List.of(
            "",
            "GET /api/v1/sessions HTTP/1.1\r\nHost: localho",
            "POST /api/v1/instances/demo/exec HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: 100\r\n\r\n{");

    private final Queue<Link> links = new ConcurrentLinkedQueue<>();

    /** Comes, so many of each kind. */
    static SlowCrowd come(Callers callers, int each) throws Exception {
        var crowd = new SlowCrowd();
        Rounds.rate(each, AT_A_TIME, () -> {
            crowd.attach(callers.get(0), "flood", "");
            var deaf = crowd.attach(callers.get(1), "flood", "input=" + UUID.randomUUID());
            Thread.ofVirtual().start(() -> read(deaf));
            crowd.attach(callers.get(2), "echo", "");
            return null;
        });
        for (int i = 0; i < each / 10; i++) {
            for (var half : HALVES) {
                crowd.links.add(callers.get(i).begin(half));
            }
        }
        return crowd;
    }

    private Attached attach(ByGateway way, String command, String query) throws IOException {
        var client = way.attach(way.start(true, command), query, Pace.BY_TCP, BUFFER);
        links.add(client.link());
        return client;
    }

    private static void read(Attached client) {
        try {
            while (client.receive(_ -> {})) {}
        } catch (IOException _) {
            // closed by either side
        }
    }

    /** Leaves by closing all connections that there still are, and says nothing more. */
    @Override
    public void close() throws IOException {
        for (var link : links) {
            link.close();
        }
    }
}
