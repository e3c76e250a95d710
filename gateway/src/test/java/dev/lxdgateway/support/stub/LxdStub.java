package dev.lxdgateway.support.stub;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small LXD that speaks the exec protocol on a real socket, and breaks it as it is told to. It knows any instance. What
 * its execs do is a {@link Program}; what goes wrong with its answers is a {@link Fault}. Each connection has a virtual
 * thread that blocks; nothing is buffered.
 */
public final class LxdStub implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.shared();

    private final Closeable listener;
    private final URI uri;
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final Set<Wire> silent = ConcurrentHashMap.newKeySet();
    private final Map<String, StubExec> execs = new ConcurrentHashMap<>();
    private final Map<Call, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<Call, Planned> faults = new ConcurrentHashMap<>();
    private final StubEvents events = new StubEvents();
    private final AtomicInteger busy = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("stub-timer").daemon().factory());
    private volatile StubServer server = StubServer.INCUS;
    private volatile Program program = exec -> exec.exit(0);
    private volatile Duration window = Duration.ofSeconds(5);
    private volatile Duration memory = Duration.ofSeconds(5);
    private volatile @Nullable StubExec last;

    private record Planned(Fault fault, AtomicInteger times) {}

    private LxdStub(Closeable listener, URI uri) {
        this.listener = listener;
        this.uri = uri;
    }

    /** Listens on a Unix socket. */
    public static LxdStub on(Path socket) throws IOException {
        var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(socket), 4096);
        var stub = new LxdStub(channel, socket.toUri());
        stub.accept(() -> new Wire.Unix(channel.accept()));
        return stub;
    }

    /** Listens on a port of the loopback interface. */
    public static LxdStub on(StubTls tls) throws IOException {
        var port = new ServerSocket();
        port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
        var sockets = tls.context().getSocketFactory();
        var stub = new LxdStub(port, URI.create("https://127.0.0.1:" + port.getLocalPort()));
        stub.accept(() -> {
            var tcp = port.accept();
            var ssl = (SSLSocket) sockets.createSocket(tcp, null, true);
            ssl.setUseClientMode(false);
            ssl.setNeedClientAuth(true);
            return new Wire.Tls(tcp, ssl);
        });
        return stub;
    }

    /** Takes the next connection. */
    private interface Door {

        Wire open() throws IOException;
    }

    private void accept(Door door) {
        Thread.ofPlatform().name("stub-accept").daemon().start(() -> {
            try {
                while (true) {
                    var wire = door.open();
                    wires.add(wire);
                    start("stub-connection", () -> serve(wire));
                }
            } catch (IOException _) {
                // closed
            }
        });
    }

    /** Something that runs on a thread of the stub. */
    interface Task {

        void run() throws InterruptedException;
    }

    void start(String name, Task task) {
        Thread.ofVirtual().name(name).start(() -> {
            try {
                task.run();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void serve(Wire wire) throws InterruptedException {
        var in = new Incoming(wire);
        try {
            boolean more = true;
            while (more) {
                var request = StubRequest.read(in);
                int one = request.path().equals("/1.0/events") ? 0 : 1;
                busy.addAndGet(one);
                try {
                    more = new StubAnswer(this, wire, in, request).give();
                } finally {
                    busy.addAndGet(-one);
                }
            }
        } catch (IOException _) {
            // either side has closed
        } finally {
            wire.close();
            wires.remove(wire);
        }
    }

    public URI uri() {
        return uri;
    }

    /** What it says that it is. */
    public void plays(StubServer now) {
        server = now;
    }

    StubServer server() {
        return server;
    }

    /** What execs do from now on. */
    public void runs(Program now) {
        program = now;
    }

    Program program() {
        return program;
    }

    /** How long an operation waits for its sockets, and how long it is known after its end. */
    public void times(Duration connectWindow, Duration operationMemory) {
        window = connectWindow;
        memory = operationMemory;
    }

    /** Waits in silence for the client to go away, or for {@link #heals}. */
    void keepsSilent(Wire wire) throws IOException {
        silent.add(wire);
        var ignored = new byte[1024];
        try {
            while (wire.read(ignored) >= 0) {}
        } finally {
            silent.remove(wire);
        }
    }

    /** Every call of that kind fails from now on. */
    public void breaks(Call call, Fault fault) {
        breaks(call, fault, Integer.MAX_VALUE);
    }

    /** So many calls of that kind fail from now on. */
    public void breaks(Call call, Fault fault, int times) {
        faults.put(call, new Planned(fault, new AtomicInteger(times)));
    }

    /** Everything works again. */
    public void heals() {
        faults.clear();
        silent.forEach(Wire::close);
        events.silent(false);
    }

    @Nullable Fault fault(Call call) {
        calls.computeIfAbsent(call, _ -> new AtomicInteger()).incrementAndGet();
        var planned = faults.get(call);
        return planned != null && planned.times.getAndDecrement() > 0 ? planned.fault : null;
    }

    /** How often that was called. */
    public int calls(Call call) {
        return calls.computeIfAbsent(call, _ -> new AtomicInteger()).get();
    }

    public StubEvents events() {
        return events;
    }

    StubExec exec(String instance, StubRequest request) {
        var exec = new StubExec(this, instance, request.json());
        execs.put(exec.id(), exec);
        last = exec;
        var _ = timer.schedule(exec::missed, window.toMillis(), TimeUnit.MILLISECONDS);
        events.publish("operation", exec.operation().json());
        return exec;
    }

    /** Operations wait no longer for their sockets. */
    public void closesWindows() {
        execs.values().forEach(StubExec::missed);
    }

    void forget(String id) {
        execs.remove(id);
    }

    /** An operation has ended, and is known for a while. */
    void forgetLater(String id) {
        var _ = timer.schedule(() -> forget(id), memory.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An exec whose operation is known. */
    @Nullable StubExec find(String id) {
        return execs.get(id);
    }

    /** The exec that was asked for last. */
    public StubExec last() {
        return Objects.requireNonNull(last, "no exec");
    }

    /** How many operations have not ended. */
    public long running() {
        return execs.values().stream()
                .filter(exec -> exec.operation().isRunning())
                .count();
    }

    /** How many requests wait for their answer, plus the open WebSockets that are no event streams. */
    public int busy() {
        return busy.get();
    }

    /** How many connections are open. */
    public int connections() {
        return wires.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        timer.shutdownNow();
        wires.forEach(Wire::close);
    }
}
