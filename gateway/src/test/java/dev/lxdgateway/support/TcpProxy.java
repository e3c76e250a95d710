package dev.lxdgateway.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A network between a client and the gateway that cuts its connections, falls silent or is slow, on order. */
public final class TcpProxy implements AutoCloseable {

    private static final int PIECE = 4 * 1024;
    private static final int BUFFER = 16 * 1024;

    private final InetSocketAddress gateway;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean away;
    private volatile boolean silent;
    private volatile long bytesPerSecond = Long.MAX_VALUE;

    private TcpProxy(URI gateway, ServerSocket listener) {
        this.gateway = new InetSocketAddress(gateway.getHost(), gateway.getPort());
        this.listener = listener;
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    public static TcpProxy to(URI gateway) {
        try {
            return new TcpProxy(gateway, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Cuts every connection; new ones get through. */
    public void cut() {
        sockets.forEach(TcpProxy::reset);
    }

    /** Cuts every connection, and lets none through until {@link #back}. */
    public void goAway() {
        away = true;
        cut();
    }

    /** Passes nothing on any more, and says nothing about it. */
    public void fallSilent() {
        silent = true;
    }

    /** New connections get through again; those of the time before stay dead. */
    public void back() {
        away = false;
        silent = false;
    }

    /** What a link carries towards the client. */
    public void limit(long to) {
        bytesPerSecond = to;
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                if (away) {
                    reset(client);
                } else {
                    Thread.ofVirtual().name("proxy").start(() -> join(client));
                }
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void join(Socket client) {
        try (var server = new Socket()) {
            server.setReceiveBufferSize(BUFFER);
            client.setSendBufferSize(BUFFER);
            server.connect(gateway);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(server);
            var up = Thread.ofVirtual().start(() -> pass(client, server, false));
            pass(server, client, true);
            up.join();
        } catch (IOException _) {
            // the gateway is not there
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            reset(client);
        }
    }

    private void pass(Socket from, Socket to, boolean slowly) {
        try {
            carry(from.getInputStream(), to.getOutputStream(), slowly);
            to.shutdownOutput();
        } catch (IOException _) {
            reset(from);
            reset(to);
        }
    }

    private void carry(InputStream in, OutputStream out, boolean slowly) throws IOException {
        var piece = new byte[PIECE];
        long due = System.nanoTime();
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            while (silent) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                if (!silent) {
                    throw new IOException("dead");
                }
            }
            out.write(piece, 0, read);
            if (slowly && bytesPerSecond < Long.MAX_VALUE) {
                due = Math.max(due, System.nanoTime()) + read * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            }
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException _) {
            // closed already
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
