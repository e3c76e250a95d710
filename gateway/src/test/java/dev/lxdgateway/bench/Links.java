package dev.lxdgateway.bench;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Connections to one server that are kept for more than one request. */
final class Links implements AutoCloseable {

    private static final int BUFFER = 256 * 1024;
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final SocketAddress server;
    private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();

    private record Idle(Link link, long since) {}

    Links(SocketAddress server) {
        this.server = server;
    }

    /** Something that is done over a connection, which is in order after it unless it throws. */
    interface Use<T> {

        T over(Link link) throws IOException;
    }

    <T> T use(Use<T> use) throws IOException {
        var link = kept();
        boolean good = false;
        try {
            var done = use.over(link);
            idle.addFirst(new Idle(link, System.nanoTime()));
            good = true;
            return done;
        } finally {
            if (!good) {
                link.close();
            }
        }
    }

    /** One that has been used a moment ago, for a server closes those that have not. */
    private Link kept() throws IOException {
        var kept = idle.pollFirst();
        if (kept != null && System.nanoTime() - kept.since < FRESH.toNanos()) {
            return kept.link;
        }
        if (kept != null) {
            kept.link.close();
            close();
        }
        return open();
    }

    Link open() throws IOException {
        return open(BUFFER);
    }

    Link open(int buffer) throws IOException {
        return Link.open(server, buffer);
    }

    @Override
    public void close() throws IOException {
        for (var link = idle.poll(); link != null; link = idle.poll()) {
            link.link.close();
        }
    }
}
