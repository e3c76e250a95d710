package dev.lxdgateway.access;

import dev.lxdgateway.access.Event.Place;
import dev.lxdgateway.access.Event.Result;
import dev.lxdgateway.lxd.ExecRequest;
import dev.lxdgateway.lxd.Instance;
import dev.lxdgateway.lxd.Remotes;
import dev.lxdgateway.policy.Ask;
import dev.lxdgateway.policy.Command;
import dev.lxdgateway.policy.Decision;
import dev.lxdgateway.policy.PolicySource;
import dev.lxdgateway.policy.Subject;
import dev.lxdgateway.policy.Target;
import dev.lxdgateway.policy.Target.Details;
import dev.lxdgateway.policy.Verb;
import dev.lxdgateway.session.Session;
import dev.lxdgateway.session.SessionRequest;
import dev.lxdgateway.session.Signal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one place that lets a caller do something, or not: by the policy, by what their credentials are limited to, and by
 * whose session it is. Whoever started a session may do all with it that they may still start; all others need the verb.
 */
public final class Access {

    private static final int TERM = 15;

    private final PolicySource policy;
    private final Remotes remotes;
    private final Trail trail;

    Access(PolicySource policy, Remotes remotes, Trail trail) {
        this.policy = policy;
        this.remotes = remotes;
        this.trail = trail;
    }

    /** Whether they see the instance. */
    public boolean sees(Caller caller, Instance instance) {
        return decide(caller, Verb.LIST, target(instance), null).allowed();
    }

    /**
     * Refuses unless they may start that.
     *
     * @throws ForbiddenException with the rule that decided
     */
    public Permit permitStart(Caller caller, SessionRequest request) {
        var decision = decide(caller, Verb.EXEC, target(request), command(request.exec()));
        if (!decision.allowed()) {
            throw refused(caller, "exec in " + target(request), Place.of(request), decision);
        }
        return new Permit(caller, request, decision.rule());
    }

    /** Whether they may do that with the session. */
    public boolean allows(Caller caller, Verb verb, Session session) {
        return decide(caller, verb, session).allowed();
    }

    /**
     * Refuses unless they may do that with the session.
     *
     * @throws ForbiddenException with the rule that decided
     */
    Decision require(Caller caller, Verb verb, Session session) {
        var decision = decide(caller, verb, session);
        if (!decision.allowed()) {
            throw refused(caller, "%s %s".formatted(verb.word(), session.id()), Place.of(session.request()), decision);
        }
        return decision;
    }

    /** Why they may not do that with the session; null if they may. */
    @Nullable String refusal(Caller caller, Verb verb, Session session) {
        var decision = decide(caller, verb, session);
        return decision.allowed() ? null : decision.reason();
    }

    private ForbiddenException refused(Caller caller, String what, @Nullable Place place, Decision decision) {
        trail.after(Event.of(Action.REFUSED, caller, Result.DENIED)
                .at(place)
                .by(decision.rule())
                .with(Map.of("what", what, "reason", decision.reason())));
        return new ForbiddenException(caller, what, decision);
    }

    private Decision decide(Caller caller, Verb verb, Session session) {
        var request = session.request();
        var target = target(request);
        var command = command(request.exec());
        var invitation = caller.invitation();
        if (invitation != null) {
            return invited(invitation, caller, verb, session, decide(caller, verb, target, command));
        }
        var own = request.owner().equals(caller.name()) ? Verb.EXEC : verb;
        return decide(caller, own, target, command);
    }

    /** A denial holds against an invitation, and a ticket of one's own is good for what one may oneself. */
    private static Decision invited(
            Caller.Invitation invitation, Caller caller, Verb verb, Session session, Decision decision) {
        if (!invitation.session().equals(session.id()) || (verb != Verb.OBSERVE && !invitation.mayWrite())) {
            return new Decision(false, "ticket", "the ticket is for something else", false);
        }
        boolean own = session.request().owner().equals(caller.name());
        return decision.allowed() || decision.rule() != null || !(invitation.isShared() || own)
                ? decision
                : new Decision(true, "ticket", "a ticket allows it", false);
    }

    /**
     * Refuses unless they may send that signal; to a command that a rule forces, none but TERM.
     *
     * @throws ForbiddenException with the rule that decided
     */
    Decision requireSignal(Caller caller, Signal signal, Session session) {
        var decision = require(caller, Verb.SIGNAL, session);
        var request = session.request();
        var start = decide(caller, Verb.EXEC, target(request), command(request.exec()));
        if (start.forced() && signal.number() != TERM) {
            throw refused(caller, "signal %s but by TERM".formatted(session.id()), Place.of(request), start);
        }
        return decision;
    }

    /**
     * Refuses unless they have the gateway's own affairs.
     *
     * @throws ForbiddenException with the rule that decided
     */
    public void requireAdmin(Caller caller) {
        var decision = decide(caller, Verb.ADMIN, null, null);
        if (!decision.allowed()) {
            throw refused(caller, "administrate", null, decision);
        }
    }

    /** Whether they have the gateway's own affairs. */
    public boolean isAdmin(Caller caller) {
        return decide(caller, Verb.ADMIN, null, null).allowed();
    }

    /** Whether the session is in their list. */
    public boolean lists(Caller caller, SessionRequest request) {
        return request.owner().equals(caller.name())
                || decide(caller, Verb.OBSERVE, target(request), command(request.exec()))
                        .allowed();
    }

    /** What the policy says to somebody's wish. */
    public Decision explain(
            Subject subject, @Nullable String source, Verb verb, @Nullable Target target, @Nullable Command command) {
        return policy.policy().decide(new Ask(subject, source, verb, target, command));
    }

    private Decision decide(Caller caller, Verb verb, @Nullable Target target, @Nullable Command command) {
        var ask = new Ask(caller.subject(), caller.source(), verb, target, command);
        if (!caller.identity().scope().includes(ask)) {
            return new Decision(false, "token scope", "the token's scope does not include it", false);
        }
        return caller.identity().isRoot()
                ? new Decision(true, null, "the administrator's token may do everything", false)
                : policy.policy().decide(ask);
    }

    private Target target(SessionRequest request) {
        var exec = request.exec();
        return target(request.remote(), exec.project(), exec.instance());
    }

    /** An instance, which is asked for only if a rule needs to know more than its name. */
    public Target target(String remote, String project, String instance) {
        return new Target(
                remote, project, instance, () -> details(remotes.get(remote).instance(project, instance)));
    }

    private static Target target(Instance instance) {
        return new Target(instance.remote(), instance.project(), instance.name(), () -> details(instance));
    }

    private static Details details(Instance instance) {
        return new Details(instance.type(), instance.config());
    }

    private static Command command(ExecRequest exec) {
        return new Command(
                exec.command(), exec.user(), exec.group(), exec.environment().keySet(), exec.cwd(), exec.interactive());
    }
}
