package dev.lxdgateway.support.stub;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One exec of the stub, as its {@link Program} plays it: a process with its sockets and its operation. */
public final class StubExec {

    private static final AtomicInteger PIDS = new AtomicInteger(1000);
    private static final int KILL = 9;

    private final String id = UUID.randomUUID().toString();
    private final int pid = PIDS.incrementAndGet();
    private final LxdStub stub;
    private final String instance;
    private final boolean interactive;
    private final List<String> command;
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Map<String, StubSocket> sockets = new ConcurrentHashMap<>();
    private final StubOperation operation;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final BlockingQueue<Integer> signals = new LinkedBlockingQueue<>();
    private final List<JsonNode> control = new CopyOnWriteArrayList<>();
    private final List<String> closedAlone = new CopyOnWriteArrayList<>();
    private final AtomicLong input = new AtomicLong();
    private final CountDownLatch firstInput = new CountDownLatch(1);
    private final CountDownLatch inputEnd = new CountDownLatch(1);
    private volatile Consumer<byte[]> hears = _ -> {};
    private volatile boolean dead;

    StubExec(LxdStub stub, String instance, JsonNode request) {
        this.stub = stub;
        this.instance = instance;
        this.interactive = request.path("interactive").asBoolean(false);
        this.command =
                request.path("command").valueStream().map(JsonNode::asString).toList();
        for (var name : interactive ? List.of("0", "control") : List.of("0", "1", "2", "control")) {
            var secret = new byte[32];
            ThreadLocalRandom.current().nextBytes(secret);
            secrets.put(name, HexFormat.of().formatHex(secret));
        }
        this.operation = new StubOperation(id, instance, request, secrets);
    }

    public String id() {
        return id;
    }

    public int pid() {
        return pid;
    }

    public boolean interactive() {
        return interactive;
    }

    public List<String> command() {
        return command;
    }

    StubOperation operation() {
        return operation;
    }

    /** Which socket a secret opens. */
    String name(String secret) {
        return secrets.entrySet().stream()
                .filter(entry -> entry.getValue().equals(secret))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** Serves a socket until it is gone. */
    void serve(StubSocket socket, Incoming in) {
        sockets.put(socket.name(), socket);
        if (sockets.keySet().containsAll(secrets.keySet()) && begun.compareAndSet(false, true)) {
            stub.start("stub-program", () -> stub.program().run(this));
        }
        socket.run(in, (opcode, payload) -> message(socket.name(), opcode, payload));
        if (socket.isClosedHere()) {
            return;
        }
        var first = sockets.get("control");
        if (socket == first) {
            signals.add(KILL);
        } else if (first != null && !first.isGoneSoon()) {
            closedAlone.add(socket.name());
        }
        socket.cut();
    }

    private void message(String name, int opcode, byte[] payload) {
        if (name.equals("control")) {
            var message = LxdStub.JSON.readTree(new String(payload, StandardCharsets.UTF_8));
            control.add(message);
            if (message.path("command").asString("").equals("signal")) {
                signals.add(message.path("signal").asInt(0));
            }
        } else if (name.equals("0")) {
            input.addAndGet(payload.length);
            firstInput.countDown();
            if (opcode == StubSocket.TEXT) {
                inputEnd.countDown();
            } else {
                hears.accept(payload);
            }
        }
    }

    /** The sockets' window has passed. */
    void missed() {
        if (begun.compareAndSet(false, true)) {
            finish(400, "Timed out waiting for websockets to connect", null);
        }
    }

    public StubSocket socket(String name) {
        return java.util.Objects.requireNonNull(sockets.get(name), name);
    }

    public StubSocket stdout() {
        return socket(interactive ? "0" : "1");
    }

    /** The sockets that are open. */
    public List<String> open() {
        return sockets.values().stream()
                .filter(StubSocket::isOpen)
                .map(StubSocket::name)
                .toList();
    }

    /** The sockets that the client closed while it kept control open. */
    public List<String> closedAlone() {
        return List.copyOf(closedAlone);
    }

    /** All that came on control. */
    public List<JsonNode> control() {
        return List.copyOf(control);
    }

    /** How many bytes of input came. */
    public long input() {
        return input.get();
    }

    /** Waits for the first input. */
    public void awaitInput() throws InterruptedException {
        firstInput.await();
    }

    public boolean inputEnded() {
        return inputEnd.getCount() == 0;
    }

    /** Waits for the end of the input. */
    public void awaitInputEnd() throws InterruptedException {
        inputEnd.await();
    }

    /** Does something with input from now on, on the thread that reads it. */
    public void hears(Consumer<byte[]> listener) {
        hears = listener;
    }

    public void out(String text) {
        stdout().binary(text);
    }

    /** To stderr, and on a terminal to where everything goes. */
    public void err(String text) {
        socket(interactive ? "0" : "2").binary(text);
    }

    /** Waits for a signal or the loss of control, and gives the exit code of a process that dies of it. */
    public int awaitDeath() throws InterruptedException {
        return 128 + signals.take();
    }

    /** The same, with the code that the process has if it comes to its end first. */
    public int awaitDeath(long millis, int orElse) throws InterruptedException {
        var signal = signals.poll(millis, TimeUnit.MILLISECONDS);
        return signal == null ? orElse : 128 + signal;
    }

    /** Tells of the start, as LXD does in its log. */
    public void processStarted() {
        stub.events().log("Instance process started", context());
    }

    /** The process is gone: control closes. */
    public void processExited(int code) {
        dead = true;
        var context = context();
        context.put("exitStatus", String.valueOf(code));
        stub.events().log("Instance process stopped", context);
        socket("control").cut();
    }

    private Map<String, String> context() {
        var context = new LinkedHashMap<String, String>();
        context.put("PID", String.valueOf(pid));
        context.put("instance", instance);
        context.put("project", "default");
        context.put("interactive", String.valueOf(interactive));
        return context;
    }

    boolean isDead() {
        return dead;
    }

    /** Marks the end of every stream, and of a terminal waits for the client to close it. */
    public void drained() throws InterruptedException {
        stdout().text("");
        if (interactive) {
            awaitClose("0");
        } else {
            socket("2").text("");
        }
    }

    public void awaitClose(String name) throws InterruptedException {
        try {
            socket(name).gone().get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The operation ends as LXD ends it for that code, and all sockets close. */
    public void ended(int code) {
        var error = code == 127 ? "Command not found" : "Command not executable";
        boolean failed = code == 126 || code == 127;
        finish(failed ? 400 : 200, failed ? error : "", code);
    }

    /** The operation ends in any way, and all sockets close. */
    public void finish(int status, String error, @Nullable Integer returned) {
        operation.end(status, error, returned);
        stub.events().publish("operation", operation.json());
        stub.forgetLater(id);
        close();
    }

    /** All that happens from the process's exit on. */
    public void exit(int code) throws InterruptedException {
        processExited(code);
        drained();
        ended(code);
    }

    /** The operation's end is told, and the sockets stay open. */
    public void told(int code) {
        operation.end(200, "", code);
        stub.events().publish("operation", operation.json());
        stub.forgetLater(id);
    }

    /** The operation is not known any more. */
    public void forgotten() {
        stub.forget(id);
    }

    /** All of it is gone without a word, as when the server dies. */
    public void vanish() {
        forgotten();
        close();
    }

    /** Does something to the event streams. */
    public void events(Consumer<StubSocket> action) {
        stub.events().each(action);
    }

    /** Closes what is open. */
    void close() {
        sockets.values().forEach(StubSocket::cut);
    }
}
