package dev.lxdgateway.bench;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Connections to one server that are kept for more than one request. */
final class Links implements AutoCloseable {

    private static final int BUFFER = 256 * 1024;

    private final SocketAddress server;
    private final ConcurrentLinkedDeque<Link> idle = new ConcurrentLinkedDeque<>();

    Links(SocketAddress server) {
        this.server = server;
    }

    /** Something that is done over a connection. */
    interface Use<T> {

        T over(Link link) throws IOException;
    }

    <T> T use(Use<T> use) throws IOException {
        var kept = idle.pollFirst();
        var link = kept == null ? open() : kept;
        var done = use.over(link);
        idle.addFirst(link);
        return done;
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
            link.close();
        }
    }
}
