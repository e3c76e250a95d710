package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Capabilities;
import dev.lxdgateway.lxd.Exec;
import dev.lxdgateway.lxd.ExecListener;
import dev.lxdgateway.lxd.ExecRequest;
import dev.lxdgateway.lxd.Lxd;
import dev.lxdgateway.lxd.LxdException;
import dev.lxdgateway.lxd.Remotes;
import dev.lxdgateway.session.Admission.Place;
import dev.lxdgateway.session.Course.Point;
import dev.lxdgateway.session.SessionObserver.Phase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sessions of this gateway: those that run, and for a while those that have ended. */
public final class Sessions implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    private final Remotes remotes;
    private final SessionSettings settings;
    private final InstantSource clock;
    private final SessionObserver observer;
    private final ScheduledThreadPoolExecutor timer;
    private final Budget budget;
    private final TimeLimits times;
    private final Map<String, Session> running = new ConcurrentHashMap<>();
    private final EndedSessions ended;
    private final Forgotten forgotten = new Forgotten();
    private volatile boolean draining;
    private volatile @Nullable Instant deadline;

    public Sessions(Remotes remotes, SessionSettings settings, InstantSource clock, SessionObserver observer) {
        this.remotes = remotes;
        this.settings = settings;
        this.clock = clock;
        this.observer = observer;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("session-timer").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        this.budget = new Budget(settings, observer, System::nanoTime);
        this.times = new TimeLimits(timer, budget.hits());
        this.ended = new EndedSessions(settings.retained(), settings.retention(), timer, this::forget);
    }

    /**
     * Starts a session; the process runs when this returns, or has run already.
     *
     * @param id unique for ever
     * @param attended whether it is for a client that its caller is about to attach, before which nothing of it is
     *     forgotten; {@link Session#arrived} is to tell
     * @param admitted is called once there is a place for it, and before the server is asked; the start fails with what it
     *     throws
     * @throws LxdException if the server can't or won't
     * @throws LimitExceededException if too many run
     * @throws DrainingException if the gateway is going away
     */
    public Session start(String id, SessionRequest request, boolean attended, Runnable admitted) {
        var lxd = remotes.get(request.remote());
        var place = budget.admit(request);
        try {
            admitted.run();
            var session = start(new Opening(id, request, attended, lxd.capabilities(), place), lxd);
            place.started();
            return session;
        } catch (RuntimeException e) {
            place.release();
            throw e;
        }
    }

    private Session start(Opening opening, Lxd lxd) {
        try {
            lxd.exec(lingering(opening.request.exec(), lxd.capabilities()), opening);
        } catch (LxdException e) {
            running.remove(opening.id);
            observer.failed(e);
            throw e;
        }
        var session = opening.opened();
        var announced = deadline;
        if (announced != null) {
            session.announce(announced);
        }
        if (draining) {
            session.hangUp(ExitReason.GATEWAY_DRAIN);
        }
        return session;
    }

    private ExecRequest lingering(ExecRequest exec, Capabilities server) {
        var linger = settings.drain().ptyLinger();
        return !exec.interactive() || server.keepsTerminalTail() || linger.isZero() ? exec : exec.lingering(linger);
    }

    /** A session that is being started. */
    private final class Opening implements Function<Exec, ExecListener> {

        private final String id;
        private final SessionRequest request;
        private final SessionContext context;
        private final Place place;
        private @Nullable Session session;

        Opening(String id, SessionRequest request, boolean attended, Capabilities server, Place place) {
            this.id = id;
            this.request = request;
            this.place = place;
            this.context = new SessionContext(
                    settings,
                    budget.account(request.owner()),
                    budget.bandwidth(),
                    budget.memory(),
                    server,
                    clock,
                    timer,
                    observer,
                    new Course(clock.instant()),
                    attended,
                    ended::tidy);
        }

        @Override
        public ExecListener apply(Exec exec) {
            context.course().reach(Point.ANSWERED);
            session = new Session(id, request, exec, context);
            running.put(id, session);
            return session.listener();
        }

        Session opened() {
            var opened = Objects.requireNonNull(session);
            opened.started();
            context.course().reach(Point.CONNECTED);
            phase(Phase.POST, Point.ASKED, Point.ANSWERED);
            phase(Phase.CONNECT, Point.ANSWERED, Point.CONNECTED);
            observer.started(opened);
            times.watch(opened);
            event(opened, "Session started");
            var _ = opened.ended().thenAccept(exit -> {
                retire(opened, exit);
                place.release();
                event(opened, "Session ended: " + exit.reason().word());
            });
            return opened;
        }

        private void phase(Phase phase, Point from, Point to) {
            context.course().between(from, to).ifPresent(took -> observer.phase(phase, took));
        }
    }

    private void retire(Session session, Exit exit) {
        observer.ended(session, exit);
        session.settle();
        budget.retained().add(session);
        ended.add(session);
        running.remove(session.id());
    }

    private void forget(Session session) {
        forgotten.add(session.id());
        budget.retained().remove(session);
    }

    private static void event(Session session, String message) {
        var request = session.request();
        log.atInfo()
                .addKeyValue("session", session.id())
                .addKeyValue("caller", request.owner())
                .addKeyValue("remote", request.remote())
                .addKeyValue("project", request.exec().project())
                .addKeyValue("instance", request.exec().instance())
                .log(message);
    }

    /** The session of that id, running or remembered. */
    public Session get(String id) {
        var session = running.get(id);
        if (session == null) {
            session = ended.get(id);
        }
        if (session == null) {
            throw forgotten.missing(id);
        }
        return session;
    }

    /** Those that run and those that are remembered, in no order. */
    public List<SessionSummary> all() {
        var byId = new HashMap<>(running);
        ended.all().forEach(session -> byId.put(session.id(), session));
        return byId.values().stream().map(Session::summary).toList();
    }

    /** How many have not ended. */
    public int active() {
        return running.size();
    }

    /** What they have to carry now. */
    public Load load() {
        return running.values().stream().map(Session::load).reduce(Load.NONE, Load::plus);
    }

    /** How many requests wait for one of them to end. */
    public int waiting() {
        return budget.admission().waiting();
    }

    /** What its sessions live by. */
    public SessionSettings settings() {
        return settings;
    }

    /** Bytes of output on disk. */
    public long spilled() {
        return budget.spilled();
    }

    /** What callers use: of those who use something, or have met a limit, those who use most; no more than so many. */
    public List<CallerUse> use(int most) {
        return budget.use(most);
    }

    /** How often each limit was met since the start, by anybody. */
    public Map<String, Long> limitsMet() {
        return budget.met();
    }

    /** Counts that a start was refused before it came here. */
    public void refused(String why) {
        observer.refused(why);
    }

    /** Counts that a start was refused before it came here, for a limit that its caller has met before. */
    public void refused(LimitExceededException again) {
        budget.met(again);
    }

    /** Counts that a caller has met a limit that is not of sessions. */
    public void limited(String caller, String limit) {
        budget.hits().count(caller, limit);
    }

    /** Takes starts again after it has drained. */
    public void resume() {
        draining = false;
        deadline = null;
        budget.admission().open();
    }

    /** Starts no more sessions; those that run go on. */
    public void refuse() {
        budget.admission().close();
    }

    /** Tells all attached clients, and those to come, that what still runs then is ended. */
    public void announce(Instant end) {
        deadline = end;
        running.values().forEach(session -> session.announce(end));
    }

    /** Whether none runs, nor is being started. */
    public boolean isIdle() {
        return budget.admission().isEmpty();
    }

    /** Ends all at once, without waiting for it; for when {@link #drain} takes too long. */
    public void kill() {
        running.values().forEach(Session::kill);
    }

    /** Starts no more sessions, ends all by the hang-up ladder and waits for them. */
    public void drain() {
        draining = true;
        refuse();
        Collection<Session> open = List.copyOf(running.values());
        open.forEach(session -> session.hangUp(ExitReason.GATEWAY_DRAIN));
        var all = CompletableFuture.allOf(open.stream().map(Session::ended).toArray(CompletableFuture[]::new));
        try {
            all.get(
                    settings.hangupGrace()
                            .multipliedBy(3)
                            .plus(settings.drain().max())
                            .toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.atWarn().log("Not all sessions ended before the shutdown", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends what was still starting when it drained, and lets go of everything. */
    @Override
    public void close() {
        drain();
        timer.shutdownNow();
        ended.all().forEach(Session::forget);
    }
}
