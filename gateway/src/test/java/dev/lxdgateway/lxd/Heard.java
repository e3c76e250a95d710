package dev.lxdgateway.lxd;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Remembers what an exec tells. */
final class Heard implements ExecListener, Function<Exec, ExecListener> {

    final CompletableFuture<Exec> exec = new CompletableFuture<>();
    final CompletableFuture<@Nullable Void> exited = new CompletableFuture<>();
    final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    final List<Integer> codes = new CopyOnWriteArrayList<>();
    final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Consumer<Exec> beforeStart;

    Heard() {
        this(_ -> {});
    }

    Heard(Consumer<Exec> beforeStart) {
        this.beforeStart = beforeStart;
    }

    @Override
    public ExecListener apply(Exec of) {
        exec.complete(of);
        beforeStart.accept(of);
        return this;
    }

    @Override
    public boolean output(Stream stream, ByteBuffer data) {
        var copy = new byte[data.remaining()];
        data.get(copy);
        output.writeBytes(copy);
        return true;
    }

    @Override
    public void streamEnded(Stream stream, boolean complete) {}

    @Override
    public void processExited() {
        exited.complete(null);
    }

    @Override
    public void exitCodeHeard(int code) {
        codes.add(code);
    }

    @Override
    public void operationEnded(Outcome of) {
        outcome.complete(of);
    }
}
