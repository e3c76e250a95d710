package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Exec;
import dev.lxdgateway.lxd.ExecListener;
import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.lxd.TerminalSize;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An exec that does what the test says, and notes what is done to it. */
final class FakeExec implements Exec {

    final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<Integer, Runnable> reactions = new ConcurrentHashMap<>();
    private @Nullable ExecListener listener;
    private volatile CompletableFuture<@Nullable Void> taken = CompletableFuture.completedFuture(null);
    volatile boolean instanceStopped;

    void listener(ExecListener listener) {
        this.listener = listener;
    }

    /** Takes input from now on only when the test says so. */
    CompletableFuture<@Nullable Void> slow() {
        taken = new CompletableFuture<>();
        return taken;
    }

    void on(int signal, Runnable reaction) {
        reactions.put(signal, reaction);
    }

    ExecListener tells() {
        return Objects.requireNonNull(listener);
    }

    boolean output(String text) {
        return tells().output(Stream.STDOUT, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    boolean output(int bytes) {
        return tells().output(Stream.STDOUT, ByteBuffer.allocate(bytes));
    }

    @Override
    public void demand(Stream stream) {
        calls.add("demand " + stream);
    }

    @Override
    public CompletableFuture<@Nullable Void> write(ByteBuffer input) {
        calls.add("write " + StandardCharsets.UTF_8.decode(input));
        return taken;
    }

    @Override
    public CompletableFuture<@Nullable Void> endInput() {
        calls.add("end");
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void resize(TerminalSize size) {
        calls.add("resize " + size.cols() + "x" + size.rows());
    }

    @Override
    public void signal(int number) {
        calls.add("signal " + number);
        reactions.getOrDefault(number, () -> {}).run();
    }

    @Override
    public boolean instanceStopped() {
        return instanceStopped;
    }

    @Override
    public void close() {
        calls.add("close");
    }

    @Override
    public void forget() {
        calls.add("forget");
    }
}
