package dev.lxdgateway.lxd;

import static dev.lxdgateway.lxd.LxdApi.path;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@link Exec} over the sockets of one operation. */
final class LxdExec implements Exec {

    private static final Duration AFTER_CONNECT = Duration.ofSeconds(1);
    private static final byte END_OF_TRANSMISSION = 0x04;

    private final ExecRequest request;
    private final String id;
    private final String created;
    private final JsonNode secrets;
    private final Operations operations;
    private final HttpTransport transport;
    private final LxdApi api;
    private final LxdLimits limits;
    private final ControlSocket control = new ControlSocket(this::exited);
    private final Map<Stream, DataSocket> outputs = new EnumMap<>(Stream.class);
    private final AtomicInteger unfinished = new AtomicInteger();
    private @Nullable ExecListener listener;
    private @Nullable DataSocket input;
    private @Nullable CompletableFuture<Outcome> outcome;
    private ProcessEvents.@Nullable Start companion;

    LxdExec(
            ExecRequest request,
            JsonNode operation,
            Operations operations,
            HttpTransport transport,
            LxdApi api,
            LxdLimits limits) {
        this.request = request;
        this.id = operation.path("id").asString();
        this.created = operation.path("created_at").asString("");
        this.secrets = operation.path("metadata").path("fds");
        this.operations = operations;
        this.transport = transport;
        this.api = api;
        this.limits = limits;
    }

    String id() {
        return id;
    }

    boolean isEnded() {
        return outcome != null && outcome.isDone();
    }

    /** Closes something else with this exec. */
    void onClose(ProcessEvents.Start start) {
        companion = start;
    }

    /** Connects the sockets, on which the server starts the command. Callbacks may come before this returns. */
    void start(ExecListener listener) {
        Set<Stream> streams = request.interactive() ? EnumSet.of(Stream.STDOUT) : EnumSet.allOf(Stream.class);
        unfinished.set(streams.size() + 1);
        this.listener = listener;
        for (var stream : streams) {
            outputs.put(stream, new DataSocket(new OutputReader(stream, listener)));
        }
        var newInput = request.interactive() ? output(Stream.STDOUT) : new DataSocket(new Nothing());
        input = newInput;
        outcome = operations.watch(id);
        try {
            connect(newInput);
        } catch (IOException e) {
            close();
            if (!(e instanceof RefusedUpgradeException && operations.hasEnded(id))) {
                operations.forget(id);
                throw api.unavailable(e);
            }
        }
        operations.askLater(id, limits.connect().plus(AFTER_CONNECT));
        var _ = outcome.thenAccept(listener::operationEnded);
    }

    private void connect(DataSocket newInput) throws IOException {
        long start = System.nanoTime();
        boolean all = false;
        try {
            dialAll(newInput);
            all = true;
        } finally {
            var answer = all ? LxdObserver.Answer.OK : LxdObserver.Answer.UNAVAILABLE;
            api.connected(answer, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void dialAll(DataSocket newInput) throws IOException {
        var dials = new ConcurrentHashMap<String, CompletableFuture<Session>>();
        var first = dial(control, "control");
        dials.put("control", first);
        // pipes start without waiting for control, and a short command would be over before it is there
        var all = first.thenCompose(_ -> {
            dials.put("stdin", dial(newInput, "0"));
            if (!request.interactive()) {
                dials.put("stdout", dial(output(Stream.STDOUT), "1"));
                dials.put("stderr", dial(output(Stream.STDERR), "2"));
            }
            return CompletableFuture.allOf(dials.values().toArray(CompletableFuture[]::new));
        });
        try {
            HttpTransport.await(all, limits.connect());
        } catch (IOException e) {
            var unanswered = dials.entrySet().stream()
                    .filter(dial -> dial.getValue().cancel(true))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            throw unanswered.isEmpty() || e instanceof RefusedUpgradeException
                    ? e
                    : new IOException("%s, to the sockets %s of exec %s".formatted(e.getMessage(), unanswered, id), e);
        }
    }

    private CompletableFuture<Session> dial(Session.Listener socket, String name) {
        var secret = secrets.path(name).asString();
        return transport.connect(socket, path("/1.0/operations/%s/websocket?secret=%s", id, secret));
    }

    private DataSocket output(Stream stream) {
        var socket = outputs.get(stream);
        if (socket == null) {
            throw new IllegalStateException("exec " + id + " has no " + stream);
        }
        return socket;
    }

    private void exited() {
        if (listener != null) {
            listener.processExited();
        }
        finished();
    }

    /** With control closed and every stream ended the operation ends too, and the event of it may have been lost. */
    private void finished() {
        if (unfinished.decrementAndGet() == 0) {
            operations.settle(id);
        }
    }

    @Override
    public void demand(Stream stream) {
        output(stream).demand();
    }

    @Override
    public CompletableFuture<@Nullable Void> write(ByteBuffer data) {
        return input == null ? notStarted() : input.write(data);
    }

    @Override
    public CompletableFuture<@Nullable Void> endInput() {
        if (input == null) {
            return notStarted();
        }
        return request.interactive()
                ? input.write(ByteBuffer.wrap(new byte[] {END_OF_TRANSMISSION}))
                : input.writeEnd();
    }

    private static CompletableFuture<@Nullable Void> notStarted() {
        return CompletableFuture.failedFuture(new IOException("the process has not started yet"));
    }

    @Override
    public void resize(TerminalSize size) {
        control.resize(size);
    }

    @Override
    public void signal(int number) {
        control.signal(number);
    }

    @Override
    public boolean instanceStopped() {
        if (operations.isStopping(Place.of(request))) {
            return true;
        }
        try {
            var instance = api.get(path("/1.0/instances/%s?project=%s", request.instance(), request.project()));
            return !"Running".equals(instance.path("status").asString(""))
                    || isAfter(instance.path("last_used_at").asString(""), created);
        } catch (NotFoundException _) {
            return true;
        } catch (LxdException _) {
            return false;
        }
    }

    /** Both times are the server's own. */
    private static boolean isAfter(String left, String right) {
        try {
            return OffsetDateTime.parse(left).isAfter(OffsetDateTime.parse(right));
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    @Override
    public void close() {
        // control first: in any other order LXD 5.0.2 may keep the operation for ever
        control.disconnect();
        if (input != null) {
            input.disconnect();
        }
        outputs.values().forEach(DataSocket::disconnect);
        if (companion != null) {
            companion.close();
        }
        operations.settle(id);
    }

    @Override
    public void forget() {
        operations.forget(id);
    }

    private final class OutputReader implements DataSocket.Reader {

        private final Stream stream;
        private final ExecListener listener;

        OutputReader(Stream stream, ExecListener listener) {
            this.stream = stream;
            this.listener = listener;
        }

        @Override
        public boolean data(ByteBuffer data) {
            return listener.output(stream, data);
        }

        @Override
        public void end(boolean complete) {
            listener.streamEnded(stream, complete);
            // a terminal's operation ends only when its socket is closed from this side
            output(stream).disconnect();
            finished();
        }
    }

    /** Stdin's socket brings nothing. */
    private static final class Nothing implements DataSocket.Reader {

        @Override
        public boolean data(ByteBuffer data) {
            return true;
        }

        @Override
        public void end(boolean complete) {
            // LXD closes stdin when it likes
        }
    }
}
