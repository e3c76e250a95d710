package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Exec;
import dev.lxdgateway.lxd.ExecListener;
import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.lxd.TerminalSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One running command in one instance, as clients deal with it. Its course is its {@link Lifecycle}'s. */
public final class Session {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final String id;
    private final SessionRequest request;
    private final Exec exec;
    private final SessionSettings settings;
    private final Instant created;
    private final Input input;
    private final Output output;
    private final Lifecycle lifecycle;
    private final Guard guard;
    private final InstantSource clock;
    private final InputQueues inputs;
    private final Interrupt interrupt;
    private final Screen screen;
    private final Course course;
    private final Runnable left;

    // guarded
    private final DetachTimer detachTimer;
    private Frame.@Nullable Draining goingAway;
    private int attachments;
    private boolean awaitsClient;

    Session(String id, SessionRequest request, Exec exec, SessionContext context) {
        this.id = id;
        this.request = request;
        this.exec = exec;
        this.settings = context.settings();
        this.input = new Input(exec, context.observer());
        this.inputs = new InputQueues(input);
        this.clock = context.clock();
        this.created = clock.instant();
        this.course = context.course();
        this.left = context.left();
        this.awaitsClient = context.attended();
        this.output = new Output(exec, request.quota(), context);
        this.guard = output.guard();
        this.screen = new Screen(request.exec().size(), exec, output, context.timer());
        this.interrupt = new Interrupt(output, context.timer());
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
                screen.size(),
                output.audience().count(),
                output.start(),
                output.end(),
                output.bytes(),
                lifecycle.exit()));
    }

    /** Completes with the session's end. */
    CompletableFuture<Exit> ended() {
        return lifecycle.ended();
    }

    /** Has that called with the exit when it has ended and counts no more, on the thread that ends it. */
    public void whenEnded(Consumer<Exit> listener) {
        var _ = lifecycle.settled().thenAccept(listener);
    }

    /** Waits until it has ended and counts no more, at most that long. */
    public Optional<Exit> await(Duration limit) throws InterruptedException {
        try {
            lifecycle.settled().get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return Optional.ofNullable(summary().exit());
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a session does not fail, it ends", e);
        }
    }

    /**
     * Lets a client take part. An attachment that it had for the same input is dropped.
     *
     * @throws IllegalArgumentException if the offset is past the end of the output
     */
    public Attachment attach(Attachment.Client client, AttachRequest wanted) {
        var attachment = guard.get(() -> new Attachment(
                this,
                client,
                wanted,
                String.valueOf(++attachments),
                clock.instant(),
                output.cursor(wanted.since(), wanted.window(settings.flow()), wanted.input() != null),
                inputs.of(wanted.input())));
        var before = attachment.resumeInput();
        guard.run(() -> {
            output.audience().add(attachment);
            if (goingAway != null) {
                attachment.tell(goingAway);
            }
            watchDetachment();
        });
        if (before != null) {
            before.drop();
        }
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
        left.run();
    }

    /** The client that it was started for is attached, or will not come. */
    public void arrived() {
        guard.run(() -> awaitsClient = false);
        left.run();
    }

    /** Whether somebody is there who may not have all of its output yet. */
    boolean isRead() {
        return guard.get(() -> awaitsClient || !output.audience().isEmpty());
    }

    /** The next frame for an attachment, null if there is nothing to send now. */
    @Nullable Frame next(Attachment attachment) throws IOException {
        var frame = guard.<@Nullable Frame>read(() -> attachment.next(screen.size(), lifecycle.exit()));
        if (frame instanceof Frame.Output) {
            output.taken();
        }
        return frame;
    }

    /** Lets what the program has written before an interrupt out at once. */
    void hurry() {
        output.hurry();
    }

    void interrupt(Attachment by) {
        interrupt.by(by);
    }

    /** @throws NotAllowedException if that is not for that attachment to decide */
    void setMode(Attachment by, String id, Attachment.Mode to) {
        guard.run(() -> {
            var other = output.audience().find(id);
            boolean owned = by.caller().equals(request.owner());
            Keyboard.change(by, other, to, owned);
            output.stepBack(other);
            output.audience().announce(null);
        });
        output.goOn();
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
        return guard.read(() -> output.read(stream, offset, max, id));
    }

    /** Writes to stdin, or types into the terminal; waits while the process takes nothing. */
    public void input(ByteBuffer data) throws IOException {
        Input.await(input.write(data));
    }

    /** Ends stdin; in a terminal types ^D. */
    public void endInput() throws IOException {
        Input.await(input.end());
    }

    /** Has all of stdin written and then ended, without waiting for it; what the process doesn't want is dropped. */
    public void feed(ByteBuffer data) {
        input.feed(data);
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
        guard.run(() -> screen.resize(to, author));
        output.audience().wake();
    }

    /** Has a full-screen program draw its screen anew, for a client that has missed some of it. */
    public void redraw() {
        requireLife();
        guard.run(() -> screen.redraw(lifecycle::hasExited));
    }

    /**
     * Sends a signal to the process.
     *
     * @throws SessionEndedException if it has exited
     */
    public void signal(Signal signal) {
        requireLife();
        exec.signal(signal.number());
        if (signal.interrupts()) {
            hurry();
        }
    }

    /** Refuses what only a process that lives can be asked, by a {@link SessionEndedException}. */
    public void requireLife() {
        if (lifecycle.hasExited()) {
            throw new SessionEndedException(id);
        }
    }

    /** Ends the process by the hang-up ladder, without waiting for it. The first reason counts. */
    public void hangUp(ExitReason reason) {
        hangUp(reason, null);
    }

    /**
     * As above.
     *
     * @param why in words, for its exit
     * @return whether it is the first reason
     */
    public boolean hangUp(ExitReason reason, @Nullable String why) {
        return lifecycle.hangUp(reason, why, settings.hangupGrace());
    }

    /** As above, for reasons that can't wait: with a second at most on each step of the ladder. */
    public void hangUpSoon(ExitReason reason, String why) {
        var grace = settings.hangupGrace();
        lifecycle.hangUp(reason, why, grace.compareTo(SOON) < 0 ? grace : SOON);
    }

    /** When it got how far. */
    public Course course() {
        return course;
    }

    Load load() {
        return guard.get(output::load);
    }

    /** Ends the process at once. */
    void kill() {
        lifecycle.kill();
    }

    /** Tells all who are attached, or will be, that the gateway goes away and what still runs then is ended. */
    void announce(Instant deadline) {
        guard.run(() -> {
            goingAway = new Frame.Draining(deadline);
            output.audience().tell(goingAway, null);
        });
        output.audience().wake();
    }

    /** A number that grows with every byte in and out. */
    long activity() {
        return input.bytes() + guard.get(output::end);
    }

    /** It has ended, and what is kept of its output is kept among that of others that have. */
    void settle() {
        output.settle();
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
