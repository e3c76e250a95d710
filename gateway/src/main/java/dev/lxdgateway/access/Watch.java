package dev.lxdgateway.access;

import dev.lxdgateway.policy.Policy;
import dev.lxdgateway.policy.PolicySource;
import dev.lxdgateway.policy.Verb;
import dev.lxdgateway.session.Session;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final Map<Caller, Set<Live>> live = new ConcurrentHashMap<>();
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
            live.computeIfPresent(caller, (_, same) -> {
                same.remove(this);
                return same.isEmpty() ? null : same;
            });
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
        live.compute(caller, (_, same) -> {
            var all = same == null ? ConcurrentHashMap.<Live>newKeySet() : same;
            all.add(added);
            return all;
        });
        return added;
    }

    /** Looks once. With nothing to end that takes time by the number of callers, not of what they do. */
    synchronized void look() {
        var now = source.policy();
        boolean changed = !now.equals(seen);
        seen = now;
        var unknown = live.keySet().stream().filter(caller -> !isKnown(caller)).collect(Collectors.toSet());
        if (changed || !unknown.isEmpty()) {
            all().forEach(each -> {
                var why = why(each, changed, unknown);
                if (why != null) {
                    each.end(why);
                }
            });
        }
    }

    private Stream<Live> all() {
        return live.values().stream().flatMap(Set::stream);
    }

    private @Nullable String why(Live each, boolean changed, Set<Caller> unknown) {
        if (unknown.contains(each.caller) && !isAttended(each, unknown)) {
            return "the login has ended, or the token is no longer good";
        }
        return changed ? access.refusal(each.caller, each.verb, each.session) : null;
    }

    /** Whether it is a session that somebody else is in, such as its owner by another login. */
    private boolean isAttended(Live each, Set<Caller> unknown) {
        return each.verb == Verb.EXEC
                && all().anyMatch(other -> other.session.equals(each.session)
                        && other.verb != Verb.EXEC
                        && !unknown.contains(other.caller));
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
