package dev.lxdgateway.access;

import dev.lxdgateway.access.Event.Result;
import dev.lxdgateway.policy.Verb;
import dev.lxdgateway.session.AttachRequest;
import dev.lxdgateway.session.Attachment;
import dev.lxdgateway.session.Exit;
import dev.lxdgateway.session.ExitReason;
import dev.lxdgateway.session.NoSuchSessionException;
import dev.lxdgateway.session.Session;
import dev.lxdgateway.session.SessionLostException;
import dev.lxdgateway.session.SessionRequest;
import dev.lxdgateway.session.Sessions;
import dev.lxdgateway.session.Signal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/** What callers do with sessions: only what they may, written down first, and only for as long as they may. */
public final class Supervision {

    private final Sessions sessions;
    private final Access access;
    private final Trail trail;
    private final Watch watch;

    Supervision(Sessions sessions, Access access, Trail trail, Watch watch) {
        this.sessions = sessions;
        this.access = access;
        this.trail = trail;
        this.watch = watch;
    }

    /** Starts a session, which ends when it is no longer allowed. One for which there is no place is not written down. */
    public Session start(Permit permit) {
        return start(permit, false);
    }

    /** Starts one for a client, which has all of its output. */
    public Session start(Permit permit, Function<Session, ? extends Attachment.Client> client) {
        var session = start(permit, true);
        try {
            session.attach(
                    client.apply(session), AttachRequest.writer(permit.caller().name()));
            return session;
        } catch (RuntimeException e) {
            session.hangUp(ExitReason.HUNG_UP);
            throw e;
        } finally {
            session.arrived();
        }
    }

    private Session start(Permit permit, boolean attended) {
        var id = UUID.randomUUID().toString();
        var request = permit.request();
        var written = new AtomicBoolean();
        try {
            var session = sessions.start(id, request, attended, () -> {
                trail.before(Event.of(Action.SESSION_START, permit.caller(), Result.ALLOWED)
                        .in(id, request)
                        .by(permit.rule())
                        .running(request.exec().command())
                        .with(how(request)));
                written.set(true);
            });
            var live =
                    watch.add(permit.caller(), session, Verb.EXEC, why -> session.hangUpSoon(ExitReason.HUNG_UP, why));
            session.whenEnded(exit -> {
                live.close();
                trail.after(Event.of(Action.SESSION_END, permit.caller(), Result.DONE)
                        .in(id, request)
                        .with(result(exit)));
            });
            return session;
        } catch (RuntimeException e) {
            if (written.get()) {
                trail.after(Event.of(Action.SESSION_END, permit.caller(), Result.FAILED)
                        .in(id, request)
                        .with(Map.of("error", String.valueOf(e.getMessage()))));
            }
            throw e;
        }
    }

    private static Map<String, Object> how(SessionRequest request) {
        var exec = request.exec();
        return Map.of("interactive", exec.interactive(), "user", exec.user(), "group", exec.group());
    }

    private static Map<String, Object> result(Exit exit) {
        var result = new LinkedHashMap<String, Object>();
        result.put("reason", exit.reason().word());
        if (exit.exitCode() != null) {
            result.put("exitCode", exit.exitCode());
        }
        if (exit.detail() != null) {
            result.put("detail", exit.detail());
        }
        result.put("tail", exit.tail().word());
        exit.output().forEach((stream, sum) -> result.put(stream.name().toLowerCase(Locale.ROOT), sum.bytes()));
        return result;
    }

    /**
     * The session of that id, whatever the caller may do with it.
     *
     * @throws SessionLostException if it was theirs, and ran on a gateway that has died
     */
    public Session find(Caller caller, String id) {
        try {
            return sessions.get(id);
        } catch (NoSuchSessionException e) {
            throw trail.hasLost(id, caller.name()) ? new SessionLostException(id) : e;
        }
    }

    /**
     * The session of that id, for a caller who may do that with it.
     *
     * @throws ForbiddenException if they may not
     */
    public Session get(Caller caller, Verb verb, String id) {
        var session = find(caller, id);
        access.require(caller, verb, session);
        return session;
    }

    /** The session of that id, whose output is read. */
    public Session read(Caller caller, String id) {
        return foreign(caller, Verb.OBSERVE, Action.OBSERVE, id);
    }

    /** The session of that id, which is typed into. */
    public Session type(Caller caller, String id) {
        return foreign(caller, Verb.ATTACH, Action.ATTACH, id);
    }

    private Session foreign(Caller caller, Verb verb, Action action, String id) {
        var session = find(caller, id);
        var decision = access.require(caller, verb, session);
        if (!session.request().owner().equals(caller.name())) {
            trail.before(Event.of(action, caller, Result.ALLOWED)
                    .in(id, session.request())
                    .by(decision.rule()));
        }
        return session;
    }

    /** Lets a client take part in a session, or look on, for as long as that is allowed. */
    public Closing attach(Caller caller, boolean asWriter, Session session, Consumer<String> dismiss) {
        var verb = asWriter ? Verb.ATTACH : Verb.OBSERVE;
        var decision = access.require(caller, verb, session);
        trail.before(Event.of(asWriter ? Action.ATTACH : Action.OBSERVE, caller, Result.ALLOWED)
                .in(session.id(), session.request())
                .by(decision.rule()));
        return watch.add(caller, session, verb, dismiss);
    }

    /** Refuses unless they may send that signal, and writes it down. */
    public void permitSignal(Caller caller, Signal signal, Session session) {
        var decision = access.requireSignal(caller, signal, session);
        trail.before(Event.of(Action.SIGNAL, caller, Result.ALLOWED)
                .in(session.id(), session.request())
                .by(decision.rule())
                .with(Map.of("signal", signal.name())));
    }

    /** Begins to end a session. */
    public Session end(Caller caller, String id) {
        var session = find(caller, id);
        var decision = access.require(caller, Verb.ATTACH, session);
        if (session.summary().exit() == null) {
            trail.before(Event.of(Action.END, caller, Result.ALLOWED)
                    .in(id, session.request())
                    .by(decision.rule()));
            session.hangUp(ExitReason.HUNG_UP);
        }
        return session;
    }

    /** Writes down that a ticket for others is made. */
    public void share(Caller caller, Session session, boolean asWriter, Duration life) {
        trail.before(Event.of(Action.SHARE, caller, Result.ALLOWED)
                .in(session.id(), session.request())
                .with(Map.of("mode", asWriter ? "writer" : "observer", "seconds", life.toSeconds())));
    }
}
