package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Exec;
import dev.lxdgateway.lxd.ExecListener;
import dev.lxdgateway.lxd.Outcome;
import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.session.Course.Point;
import dev.lxdgateway.session.SessionObserver.Phase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A session from its start to its exit, and the one place that decides when it is over.
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
final class Lifecycle implements ExecListener {

    private final Exec exec;
    private final SessionContext context;
    private final SessionSettings settings;
    private final Output output;
    private final Guard guard;
    private final Runnable over;
    private final Sums sums = new Sums();
    private final long startNanos = System.nanoTime();
    private final CompletableFuture<@Nullable Void> exited = new CompletableFuture<>();
    private final CompletableFuture<Exit> ended = new CompletableFuture<>();
    private final CompletableFuture<Exit> settled = new CompletableFuture<>();

    // guarded
    private final Ending ending;
    private SessionState state = SessionState.STARTING;
    private @Nullable ExitReason endedBy;
    private @Nullable String why;
    private Duration grace;
    private @Nullable Exit exit;
    private boolean watched;
    private boolean concluding;
    private boolean closing;

    /** @param over called under the lock when the exit has been set */
    Lifecycle(Exec exec, boolean interactive, SessionContext context, Output output, Runnable over) {
        this.exec = exec;
        this.context = context;
        this.settings = context.settings();
        this.grace = settings.hangupGrace();
        this.output = output;
        this.guard = output.guard();
        this.over = over;
        this.ending = new Ending(interactive, context.server(), settings);
    }

    SessionState state() {
        return state;
    }

    @Nullable Exit exit() {
        return exit;
    }

    /** Whether the process is gone, or nothing can be known of it any more. */
    boolean hasExited() {
        return exited.isDone();
    }

    /** Completes with the session's end. */
    CompletableFuture<Exit> ended() {
        return ended;
    }

    /** The same, once all that depended on {@link #ended} from the session's start is done: it is no longer counted. */
    CompletableFuture<Exit> settled() {
        return settled;
    }

    /** The sockets are connected; the process runs, or has run already. */
    void started() {
        boolean unwanted = guard.get(() -> {
            if (state == SessionState.STARTING) {
                state = SessionState.RUNNING;
            }
            return endedBy != null;
        });
        if (unwanted) {
            climb();
        }
    }

    private void hangUp(ExitReason reason) {
        hangUp(reason, null, settings.hangupGrace());
    }

    /** As {@link Session#hangUp(ExitReason, String)}, with that patience at each step of the ladder. */
    boolean hangUp(ExitReason reason, @Nullable String detail, Duration patience) {
        boolean first = guard.get(() -> {
            boolean unset = endedBy == null && exit == null;
            if (unset) {
                endedBy = reason;
                why = detail;
                grace = patience;
            }
            return unset;
        });
        if (first && guard.get(() -> state != SessionState.STARTING)) {
            climb();
        }
        return first;
    }

    /** Ends the process at once, if it has been started. */
    void kill() {
        if (guard.get(() -> state != SessionState.STARTING && exit == null)) {
            Thread.ofVirtual().name("hang-up").start(() -> HangUp.kill(exec, exited, grace));
        }
    }

    private void climb() {
        Thread.ofVirtual().name("hang-up").start(() -> HangUp.climb(exec, exited, grace));
    }

    @Override
    public boolean output(Stream stream, ByteBuffer data) {
        return sums.add(stream, data, () -> {
            boolean more = guard.get(() -> receive(stream, data));
            output.audience().wakeForOutput();
            return more;
        });
    }

    private boolean receive(Stream stream, ByteBuffer data) {
        int bytes = data.remaining();
        boolean first = output.end() == 0;
        if (!ending.isOpen(stream) || !ending.receive(bytes, System.nanoTime())) {
            concludeIfComplete();
            return false;
        }
        context.observer().received(stream, bytes);
        if (first) {
            context.course().reach(Point.FIRST_OUTPUT);
            context.observer().phase(Phase.FIRST_OUTPUT, Duration.ofNanos(System.nanoTime() - startNanos));
        }
        return keep(stream, data);
    }

    private boolean keep(Stream stream, ByteBuffer data) {
        try {
            boolean more = output.take(stream, data);
            var overflow = output.overflow();
            if (overflow == null) {
                return more;
            }
            ending.cut(overflow);
        } catch (IOException e) {
            ending.cut("the output could not be kept on disk: " + e.getMessage());
        }
        hangUp(ExitReason.HUNG_UP);
        return false;
    }

    @Override
    public void streamEnded(Stream stream, boolean complete) {
        guard.run(() -> {
            ending.streamEnded(stream, complete, System.nanoTime());
            if (!complete && !ending.hasExited()) {
                // the exit may be on its way; without it the process writes to nobody
                var _ = context.timer()
                        .schedule(this::hangUpUnread, settings.drain().quiet().toNanos(), TimeUnit.NANOSECONDS);
            }
            progress();
        });
    }

    private void hangUpUnread() {
        if (!exited.isDone()) {
            hangUp(ExitReason.LXD_LOST);
        }
    }

    @Override
    public void processExited() {
        var resumed = guard.get(() -> {
            ending.processExited(System.nanoTime());
            return draining();
        });
        exited.complete(null);
        output.demand(resumed);
    }

    private Set<Stream> draining() {
        state = SessionState.DRAINING;
        context.course().reach(Point.EXITED);
        progress();
        return output.fullSpeed();
    }

    @Override
    public void exitCodeHeard(int code) {
        guard.run(() -> {
            ending.exitCodeHeard(code);
            complete(code);
        });
    }

    @Override
    public void operationEnded(Outcome outcome) {
        guard.run(() -> {
            if (exit == null) {
                ending.operationEnded(outcome, System.nanoTime());
                progress();
            } else if (outcome instanceof Outcome.Exited(int code)) {
                complete(code);
            }
        });
    }

    /** A server that holds the code back tells it when the last background task has gone. */
    private void complete(int code) {
        if (exit != null && exit.exitCode() == null) {
            exit = exit.completed(code);
        }
    }

    private void progress() {
        concludeIfComplete();
        if (!watched && ending.hasBegun()) {
            watched = true;
            checkDeadline();
        }
    }

    /** Gives up what has not come by its time. */
    private void checkDeadline() {
        guard.run(() -> {
            long now = System.nanoTime();
            if (!concluding && now - ending.deadline() >= 0) {
                ending.giveUp(now);
                exited.complete(null);
                output.demand(draining());
            }
            if (!concluding) {
                var _ = context.timer().schedule(this::checkDeadline, ending.deadline() - now, TimeUnit.NANOSECONDS);
            }
        });
    }

    private void concludeIfComplete() {
        if (!concluding && ending.isComplete()) {
            concluding = true;
            Thread.ofVirtual().name("session-end").start(this::conclude);
        } else if (!closing && ending.hasExited() && ending.isCut()) {
            // some servers tell the outcome only when the sockets that are read no more have closed
            closing = true;
            Thread.ofVirtual().name("session-end").start(exec::close);
        }
    }

    private void conclude() {
        exec.close();
        // nothing is taken in any more: no stream is open
        var all = sums.all();
        var found = guard.get(() -> ending.exit(endedBy, all));
        var last = found.reason() == ExitReason.SIGNAL && exec.instanceStopped()
                ? found.because(ExitReason.INSTANCE_STOPPED)
                : found;
        var told = guard.get(() -> last.reason() == endedBy ? last.explained(why) : last);
        guard.run(() -> {
            exit = told;
            state = SessionState.ENDED;
            over.run();
        });
        exited.complete(null);
        context.course().reach(Point.ENDED);
        ended.complete(told);
        settled.complete(told);
        output.audience().wake();
    }
}
