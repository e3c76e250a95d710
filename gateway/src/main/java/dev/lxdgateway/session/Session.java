package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Exec;
import dev.lxdgateway.lxd.ExecListener;
import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.lxd.TerminalSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One running command in one instance, as clients deal with it. Its course is its {@link Lifecycle}'s. */
public final class Session {

    private final String id;
    private final SessionRequest request;
    private final Exec exec;
    private final SessionSettings settings;
    private final Instant created;
    private final Input input;
    private final Output output;
    private final Lifecycle lifecycle;
    private final Guard guard;

    // guarded
    private final DetachTimer detachTimer;
    private @Nullable TerminalSize size;

    Session(String id, SessionRequest request, Exec exec, SessionContext context) {
        this.id = id;
        this.request = request;
        this.exec = exec;
        this.settings = context.settings();
        this.input = new Input(exec, context.observer());
        this.created = context.clock().instant();
        this.size = request.exec().size();
        this.output = new Output(exec, settings, context.timer());
        this.guard = output.guard();
        this.lifecycle = new Lifecycle(exec, isInteractive(), context, output, this::watchDetachment);
        this.detachTimer = new DetachTimer(context.timer(), settings.detachTimeout(), () -> hangUp(ExitReason.HUNG_UP));
    }

    public String id() {
        return id;
    }

    public SessionRequest request() {
        return request;
    }

    public boolean isInteractive() {
        return request.exec().interactive();
    }

    /** What the exec is to tell. */
    ExecListener listener() {
        return lifecycle;
    }

    /** The sockets are connected; the process runs, or has run already. */
    void started() {
        lifecycle.started();
        guard.run(this::watchDetachment);
    }

    /** What is to be said of this session now. */
    public SessionSummary summary() {
        return guard.get(() -> new SessionSummary(
                id,
                request,
                created,
                lifecycle.state(),
                size,
                output.audience().count(),
                output.start(),
                output.end(),
                lifecycle.ending().bytes(),
                lifecycle.exit()));
    }

    /** Completes with the session's end. */
    CompletableFuture<Exit> ended() {
        return lifecycle.ended();
    }

    /** Waits for the end, at most that long. */
    public Optional<Exit> await(Duration limit) throws InterruptedException {
        try {
            ended().get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return Optional.ofNullable(summary().exit());
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a session does not fail, it ends", e);
        }
    }

    /**
     * Lets a client take part.
     *
     * @param since the absolute offset that the client has read to; empty for all that is kept
     * @throws IllegalArgumentException if the offset is past the end of the output
     */
    public Attachment attach(Attachment.Client client, Attachment.Mode mode, OptionalLong since) {
        var attachment = guard.get(() -> {
            var added = new Attachment(
                    this, client, mode, output.from(since), settings.flow().window());
            output.audience().add(added);
            watchDetachment();
            return added;
        });
        output.goOn();
        return attachment;
    }

    void detach(Attachment attachment) {
        guard.run(() -> {
            if (output.remove(attachment)) {
                watchDetachment();
            }
        });
        output.goOn();
    }

    /** The next frame for an attachment, null if there is nothing to send now. */
    @Nullable Frame next(Attachment attachment) {
        var frame = guard.<@Nullable Frame>get(() -> output.next(attachment, size, lifecycle.exit()));
        if (frame instanceof Frame.Output) {
            output.taken();
        }
        return frame;
    }

    /** What is kept of one stream's output now. */
    public Kept kept(Stream stream) {
        return guard.get(() -> output.kept(stream));
    }

    /**
     * Copies out some of what is kept of one stream.
     *
     * @param offset in the stream's own bytes
     * @param max the most bytes; there may be fewer, and is at least one
     * @throws OutputGoneException if that byte is no longer kept
     * @throws IllegalArgumentException if it has not come yet
     */
    public ByteBuffer read(Stream stream, long offset, int max) throws IOException {
        return guard.read(() -> {
            var kept = output.kept(stream);
            if (offset < kept.start()) {
                throw new OutputGoneException(id, kept.start());
            }
            return output.read(stream, offset, max);
        });
    }

    /** Writes to stdin, or types into the terminal; waits while the process takes nothing. */
    public void input(ByteBuffer data) throws IOException {
        input.write(data);
    }

    /** Ends stdin; in a terminal types ^D. */
    public void endInput() throws IOException {
        input.end();
    }

    /**
     * Changes the terminal's size and tells the attachments but the author.
     *
     * @throws IllegalArgumentException if there is no terminal
     * @throws SessionEndedException if the process has exited
     */
    public void resize(TerminalSize to, @Nullable Attachment author) {
        if (!isInteractive()) {
            throw new IllegalArgumentException("the session has no terminal that could be resized");
        }
        requireLife();
        guard.run(() -> {
            if (!to.equals(size)) {
                size = to;
                exec.resize(to);
                output.audience().tell(to, author);
            }
        });
        output.audience().wake();
    }

    /**
     * Sends a signal to the process.
     *
     * @throws SessionEndedException if it has exited
     */
    public void signal(Signal signal) {
        requireLife();
        exec.signal(signal.number());
    }

    private void requireLife() {
        if (lifecycle.hasExited()) {
            throw new SessionEndedException(id);
        }
    }

    /** Ends the process by the hang-up ladder, without waiting for it. The first reason counts. */
    public void hangUp(ExitReason reason) {
        lifecycle.hangUp(reason);
    }

    /** Lets go of all that is kept of it. */
    void forget() {
        output.forget();
        exec.forget();
    }

    private void watchDetachment() {
        detachTimer.set(isInteractive() && output.audience().isEmpty() && lifecycle.exit() == null);
    }

    Guard guard() {
        return guard;
    }
}
