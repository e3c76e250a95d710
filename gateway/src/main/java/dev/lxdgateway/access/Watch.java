package dev.lxdgateway.access;

import dev.lxdgateway.policy.Policy;
import dev.lxdgateway.policy.PolicySource;
import dev.lxdgateway.policy.Verb;
import dev.lxdgateway.session.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what is no longer allowed: what a changed policy forbids, and what was done by credentials that are good no more. A
 * database that can't be asked changes nothing.
 */
final class Watch {

    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    private final Access access;
    private final PolicySource source;
    private final Predicate<Caller> isKnown;
    private final Set<Live> live = ConcurrentHashMap.newKeySet();
    private Policy seen;

    /** @param isKnown whether a caller's credentials are still good; may throw if that can't be told */
    Watch(Access access, PolicySource source, Predicate<Caller> isKnown) {
        this.access = access;
        this.source = source;
        this.isKnown = isKnown;
        this.seen = source.policy();
    }

    /** Something that goes on; not the record's equality, since there may be two alike. */
    private final class Live implements Closing {

        private final Caller caller;
        private final Session session;
        private final Verb verb;
        private final Consumer<String> end;

        Live(Caller caller, Session session, Verb verb, Consumer<String> end) {
            this.caller = caller;
            this.session = session;
            this.verb = verb;
            this.end = end;
        }

        @Override
        public void close() {
            live.remove(this);
        }

        void end(String why) {
            close();
            log.atInfo()
                    .addKeyValue("session", session.id())
                    .addKeyValue("caller", caller.name())
                    .log("No longer allowed: {}", why);
            end.accept(why);
        }
    }

    /** Has it ended, with the reason, when the caller may no longer do that. */
    Closing add(Caller caller, Session session, Verb verb, Consumer<String> end) {
        var added = new Live(caller, session, verb, end);
        live.add(added);
        return added;
    }

    /** Looks once. */
    synchronized void look() {
        var now = source.policy();
        boolean changed = !now.equals(seen);
        seen = now;
        var known = new HashMap<Caller, Boolean>();
        for (var each : live) {
            var why = why(each, changed, known);
            if (why != null) {
                each.end(why);
            }
        }
    }

    private @Nullable String why(Live each, boolean changed, Map<Caller, Boolean> known) {
        if (!known.computeIfAbsent(each.caller, this::isKnown) && !isAttended(each, known)) {
            return "the login has ended, or the token is no longer good";
        }
        return changed ? access.refusal(each.caller, each.verb, each.session) : null;
    }

    /** Whether it is a session that somebody else is in, such as its owner by another login. */
    private boolean isAttended(Live each, Map<Caller, Boolean> known) {
        return each.verb == Verb.EXEC
                && live.stream()
                        .filter(other -> other.session.equals(each.session) && other.verb != Verb.EXEC)
                        .anyMatch(other -> known.computeIfAbsent(other.caller, this::isKnown));
    }

    private boolean isKnown(Caller caller) {
        try {
            return isKnown.test(caller);
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("It can't be told whether logins are still good");
            return true;
        }
    }
}
