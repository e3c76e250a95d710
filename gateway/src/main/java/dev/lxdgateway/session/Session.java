package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Exec;
import dev.lxdgateway.lxd.ExecListener;
import dev.lxdgateway.lxd.Outcome;
import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.lxd.TerminalSize;
import dev.lxdgateway.session.SessionObserver.Phase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One command from its start to its exit, and the one place that decides when it is over.
 *
 * <pre>
 * STARTING ──sockets connected──▶ RUNNING ──control closed──▶ DRAINING ──streams ended, outcome known──▶ ENDED
 *     └──────────────────────────────── could not be started ──────────────────────────────────────────────▲
 * </pre>
 *
 * <ul>
 *   <li>While the process lives, the slowest writer's pace is the program's: a stream is read on while no writer lags by
 *       the high mark, and otherwise one piece every {@code maxStall}.
 *   <li>From its exit on everything is read at full speed, up to the tail limit.
 *   <li>What the server does not end or tell is given up at the {@link Ending#deadline}.
 *   <li>Observers never hold anything up: what they miss becomes a gap.
 * </ul>
 */
public final class Session {

    private final String id;
    private final SessionRequest request;
    private final Exec exec;
    private final SessionContext context;
    private final SessionSettings settings;
    private final Instant created;
    private final long startNanos = System.nanoTime();
    private final Guard guard = new Guard();
    private final Input input;
    private final CompletableFuture<@Nullable Void> exited = new CompletableFuture<>();
    private final CompletableFuture<Exit> ended = new CompletableFuture<>();
    private final Audience audience = new Audience();

    // guarded
    private final OutputLog log;
    private final Ending ending;
    private final Flow flow;
    private SessionState state = SessionState.STARTING;
    private @Nullable TerminalSize size;
    private @Nullable ExitReason endedBy;
    private @Nullable Exit exit;
    private final DetachTimer detachTimer;
    private boolean concluding;

    Session(String id, SessionRequest request, Exec exec, SessionContext context) {
        this.id = id;
        this.request = request;
        this.exec = exec;
        this.context = context;
        this.settings = context.settings();
        this.input = new Input(exec, context.observer());
        this.created = context.clock().instant();
        this.size = request.exec().size();
        this.log = new OutputLog(settings.outputMemory());
        this.ending = new Ending(isInteractive(), context.server(), settings);
        this.flow = new Flow(log, audience, context.timer(), settings);
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
        return new Events();
    }

    /** The sockets are connected; the process runs, or has run already. */
    void started() {
        guard.run(() -> {
            if (state == SessionState.STARTING) {
                state = SessionState.RUNNING;
            }
            watchDetachment();
        });
    }

    /** What is to be said of this session now. */
    public SessionSummary summary() {
        return guard.get(() -> new SessionSummary(
                id, request, created, state, size, audience.count(), log.start(), log.end(), ending.bytes(), exit));
    }

    /** Completes with the session's end. */
    CompletableFuture<Exit> ended() {
        return ended;
    }

    /** Waits for the end, at most that long. */
    public Optional<Exit> await(Duration limit) throws InterruptedException {
        try {
            ended.get(limit.toNanos(), TimeUnit.NANOSECONDS);
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
        var resumed = new HashSet<Stream>();
        var attachment = guard.get(() -> {
            long from = since.orElse(log.start());
            if (from < 0 || from > log.end()) {
                throw new IllegalArgumentException(
                        "since=%d is not between 0 and the end of the output at %d".formatted(from, log.end()));
            }
            var added = new Attachment(this, client, mode, from, settings.window());
            audience.add(added);
            watchDetachment();
            resumed.addAll(flow.relieved());
            return added;
        });
        resumed.forEach(exec::demand);
        audience.wake();
        return attachment;
    }

    void detach(Attachment attachment) {
        var resumed = guard.get(() -> {
            if (audience.remove(attachment)) {
                flow.left(attachment);
                watchDetachment();
            }
            return flow.relieved();
        });
        resumed.forEach(exec::demand);
        audience.wake();
    }

    /** The next frame for an attachment, null if there is nothing to send now. */
    @Nullable Frame next(Attachment attachment) {
        var frame = guard.<@Nullable Frame>get(() -> attachment.next(log, size, exit));
        if (frame instanceof Frame.Output) {
            guard.get(flow::relieved).forEach(exec::demand);
        }
        return frame;
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
     */
    public void resize(TerminalSize to, @Nullable Attachment author) {
        if (!isInteractive()) {
            throw new IllegalArgumentException("the session has no terminal that could be resized");
        }
        guard.run(() -> {
            if (!to.equals(size) && exit == null) {
                size = to;
                exec.resize(to);
                audience.tell(to, author);
            }
        });
        audience.wake();
    }

    /**
     * Sends a signal to the process.
     *
     * @throws SessionEndedException if it has exited
     */
    public void signal(Signal signal) {
        if (exited.isDone()) {
            throw new SessionEndedException(id);
        }
        exec.signal(signal.number());
    }

    /** Ends the process by the hang-up ladder, without waiting for it. The first reason counts. */
    public void hangUp(ExitReason reason) {
        boolean first = guard.get(() -> {
            boolean unset = endedBy == null && exit == null;
            if (unset) {
                endedBy = reason;
            }
            return unset;
        });
        if (first) {
            Thread.ofVirtual().name("hang-up").start(() -> HangUp.climb(exec, exited, settings.hangupGrace()));
        }
    }

    private void watchDetachment() {
        detachTimer.set(isInteractive() && audience.isEmpty() && exit == null);
    }

    private void stalled(Stream stream) {
        if (guard.get(() -> flow.release(stream))) {
            exec.demand(stream);
        }
    }

    private boolean receive(Stream stream, ByteBuffer data) {
        int bytes = data.remaining();
        boolean first = log.end() == 0;
        if (!ending.isOpen(stream) || !ending.receive(stream, data, System.nanoTime())) {
            concludeIfComplete();
            return false;
        }
        log.append(stream, data);
        context.observer().received(stream, bytes);
        if (first) {
            context.observer().phase(Phase.FIRST_OUTPUT, Duration.ofNanos(System.nanoTime() - startNanos));
        }
        if (log.end() - log.start() > settings.outputLimit()) {
            ending.cut("more than %d bytes waited for a client that took none".formatted(settings.outputLimit()));
            hangUp(ExitReason.HUNG_UP);
            return false;
        }
        return flow.goesOn(stream, () -> stalled(stream));
    }

    private void concludeIfComplete() {
        if (!concluding && ending.isComplete()) {
            concluding = true;
            Thread.ofVirtual().name("session-end").start(this::conclude);
        }
    }

    private void conclude() {
        exec.close();
        var found = guard.get(() -> ending.exit(endedBy));
        if (found.reason() == ExitReason.SIGNAL && context.instanceStopped().getAsBoolean()) {
            found = found.because(ExitReason.INSTANCE_STOPPED);
        }
        var last = found;
        guard.run(() -> {
            exit = last;
            state = SessionState.ENDED;
            watchDetachment();
        });
        ended.complete(last);
        audience.wake();
        context.observer().ended(this, last);
    }

    /** Gives up what has not come by its time. */
    private void checkDeadline() {
        guard.run(() -> {
            long now = System.nanoTime();
            if (!concluding && now - ending.deadline() >= 0) {
                ending.giveUp(now);
                concludeIfComplete();
            }
            if (!concluding) {
                var _ = context.timer().schedule(this::checkDeadline, ending.deadline() - now, TimeUnit.NANOSECONDS);
            }
        });
    }

    Guard guard() {
        return guard;
    }

    private final class Events implements ExecListener {

        @Override
        public boolean output(Stream stream, ByteBuffer data) {
            boolean more = guard.get(() -> receive(stream, data));
            audience.wake();
            return more;
        }

        @Override
        public void streamEnded(Stream stream, boolean complete) {
            guard.run(() -> {
                ending.streamEnded(stream, complete, System.nanoTime());
                concludeIfComplete();
            });
        }

        @Override
        public void processExited() {
            var resumed = guard.get(() -> {
                ending.processExited(System.nanoTime());
                state = SessionState.DRAINING;
                concludeIfComplete();
                return flow.fullSpeed();
            });
            exited.complete(null);
            resumed.forEach(exec::demand);
            checkDeadline();
        }

        @Override
        public void exitCodeHeard(int code) {
            guard.run(() -> ending.exitCodeHeard(code));
        }

        @Override
        public void operationEnded(Outcome outcome) {
            guard.run(() -> {
                if (exit == null) {
                    ending.operationEnded(outcome, System.nanoTime());
                    concludeIfComplete();
                } else if (exit.exitCode() == null && outcome instanceof Outcome.Exited(int code)) {
                    // a server that holds the code back tells it when the last background task has gone
                    exit = exit.completed(code);
                }
            });
        }
    }
}
