package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Exec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A session's input, in the order in which it is asked for. No thread waits for the process but by {@link #await}. */
final class Input {

    private final Exec exec;
    private final SessionObserver observer;
    private final LongAdder bytes = new LongAdder();

    Input(Exec exec, SessionObserver observer) {
        this.exec = exec;
        this.observer = observer;
    }

    /** Completes when the process's socket has taken it, until when the bytes must stay as they are. */
    CompletableFuture<@Nullable Void> write(ByteBuffer data) {
        int size = data.remaining();
        return exec.write(data).thenApply(_ -> {
            bytes.add(size);
            observer.typed(size);
            return null;
        });
    }

    /** Writes all there is, and ends it. */
    void feed(ByteBuffer data) {
        if (data.hasRemaining()) {
            var _ = write(data).thenCompose(_ -> end());
        } else {
            var _ = end();
        }
    }

    CompletableFuture<@Nullable Void> end() {
        return exec.endInput();
    }

    /** How many have been written. */
    long bytes() {
        return bytes.sum();
    }

    static void await(CompletableFuture<@Nullable Void> written) throws IOException {
        try {
            written.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
