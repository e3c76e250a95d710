package dev.lxdgateway.session;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A client that notes its frames, and takes output only as fast as the test lets it. */
final class FakeClient implements Attachment.Client {

    final List<String> frames = new CopyOnWriteArrayList<>();
    volatile Frame.@Nullable Attached attached;
    final AtomicLong received = new AtomicLong();
    private final Semaphore pace;
    private volatile boolean closed;

    private FakeClient(int frames) {
        pace = new Semaphore(frames);
    }

    static FakeClient fast() {
        return new FakeClient(1_000_000);
    }

    static FakeClient stalled() {
        return new FakeClient(0);
    }

    void goOn() {
        pace.release(1_000_000);
    }

    @Override
    public void send(Frame frame) {
        pace.acquireUninterruptibly();
        if (frame instanceof Frame.Attached greeting) {
            attached = greeting;
        }
        if (frame instanceof Frame.Output output) {
            received.addAndGet(output.data().remaining());
        }
        frames.add(
                switch (frame) {
                    case Frame.Output(var stream, var data)
                    when data.remaining() > 100 -> stream + " " + data.remaining();
                    case Frame.Output(var stream, var data) -> stream + " " + StandardCharsets.UTF_8.decode(data);
                    case Frame.Exited(var exit) -> "exit " + exit.exitCode() + " " + exit.reason() + " " + exit.tail();
                    default -> frame.getClass().getSimpleName();
                });
    }

    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
