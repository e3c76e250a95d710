package dev.lxdgateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.session.Attachment.Mode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes on without a thread of its own: output to a client that never makes a thread wait, and input. */
class PromptClientTests extends PlayedSession {

    private final Prompt client = new Prompt();

    private Attachment attach(Session session) {
        return session.attach(client, as(Mode.WRITER, OptionalLong.empty()));
    }

    @Test
    void isSentOutputByTheThreadThatBringsIt() {
        var _ = attach(session(GOOD, SIZE));

        exec.output("a");

        assertThat(client.frames).hasSize(2);
        assertThat(client.threads).containsOnly(Thread.currentThread());
    }

    @Test
    void isSentTheNextFrameWhereTheOneBeforeIsOnItsWay() throws InterruptedException {
        var _ = attach(session(GOOD, SIZE));
        var slow = client.slow();
        exec.output("a");
        exec.output("b");
        exec.output("c");
        assertThat(client.frames).hasSize(2);

        client.slow = null;
        var network = new Thread(() -> slow.complete(null));
        network.start();
        network.join();

        assertThat(client.frames).hasSize(3);
        assertThat(client.threads).last().isEqualTo(network);
    }

    @Test
    void isSentMuchByAnotherThread() {
        var session = session(GOOD, SIZE);
        for (int i = 0; i < 3; i++) {
            exec.output(100_000);
        }
        var _ = attach(session);

        await().until(() -> client.bytes() == 300_000);
        assertThat(client.threads).first().isEqualTo(Thread.currentThread());
        assertThat(client.threads).last().isNotEqualTo(Thread.currentThread());
    }

    @Test
    void isLeftWhenItHasGone() {
        var session = session(GOOD, SIZE);
        var _ = attach(session);
        var slow = client.slow();
        exec.output("a");

        slow.completeExceptionally(new IOException("gone"));

        assertThat(session.summary().attachments().writers()).isZero();
        assertThat(client.closed).isTrue();
    }

    @Test
    void hearsOfTheExitLast() {
        var session = session(GOOD, SIZE);
        var _ = attach(session);
        exec.output("a");
        exit(3);

        await().until(() -> client.closed);
        assertThat(client.frames).last().isInstanceOf(Frame.Exited.class);
    }

    @Test
    void typesOnWhereTheLastPieceHasBeenTaken() {
        var attachment = attach(session(GOOD, SIZE));
        var taken = exec.slow();
        attachment.type(ByteBuffer.wrap("one".getBytes(UTF_8)));
        attachment.type(ByteBuffer.wrap("two".getBytes(UTF_8)));
        attachment.endInput();
        assertThat(exec.calls).containsExactly("write one");

        taken.complete(null);

        assertThat(exec.calls).containsExactly("write one", "write two", "end");
    }

    @Test
    void typesNoMoreToAProcessThatHasGone() {
        var attachment = attach(session(GOOD, SIZE));
        var taken = exec.slow();
        attachment.type(ByteBuffer.wrap("one".getBytes(UTF_8)));
        attachment.type(ByteBuffer.wrap("two".getBytes(UTF_8)));

        taken.completeExceptionally(new IOException("gone"));
        attachment.type(ByteBuffer.wrap("three".getBytes(UTF_8)));

        assertThat(exec.calls).containsExactly("write one");
    }

    private static final class Prompt implements Attachment.Client {

        final List<Frame> frames = new CopyOnWriteArrayList<>();
        final List<Thread> threads = new CopyOnWriteArrayList<>();
        volatile @Nullable CompletableFuture<@Nullable Void> slow;
        volatile boolean closed;

        CompletableFuture<@Nullable Void> slow() {
            var way = new CompletableFuture<@Nullable Void>();
            slow = way;
            return way;
        }

        long bytes() {
            return frames.stream()
                    .mapToLong(frame ->
                            frame instanceof Frame.Output output ? output.data().remaining() : 0)
                    .sum();
        }

        @Override
        public void send(Frame frame) {
            if (!(frame instanceof Frame.Attachments)) {
                frames.add(frame);
                threads.add(Thread.currentThread());
            }
        }

        @Override
        public CompletableFuture<?> sent() {
            var way = slow;
            return way == null ? CompletableFuture.completedFuture(null) : way;
        }

        @Override
        public boolean isPrompt() {
            return true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
