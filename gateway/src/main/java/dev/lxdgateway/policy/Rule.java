package dev.lxdgateway.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a policy.
 *
 * @param name unique in the policy; what refusals, explanations and the audit call it
 * @param allow what it allows; a rule either allows or denies
 * @param deny what it denies
 * @param subjects for whom
 * @param places where, everywhere unless given
 * @param conditions when, always unless given
 * @param command the only command that it allows to be run
 */
@JsonInclude(Include.NON_NULL)
record Rule(
        String name,
        @JsonInclude(Include.NON_EMPTY) @Nullable Set<Verb> allow,
        @JsonInclude(Include.NON_EMPTY) @Nullable Set<Verb> deny,
        Subjects subjects,
        @JsonProperty("on") @Nullable Places places,
        @JsonProperty("when") @Nullable Conditions conditions,
        @Nullable Template command) {

    Rule {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a rule needs a name");
        }
        allow = allow == null ? Set.of() : Set.copyOf(allow);
        deny = deny == null ? Set.of() : Set.copyOf(deny);
        if (allow.isEmpty() == deny.isEmpty()) {
            throw new IllegalArgumentException("rule '%s' needs either allow or deny, with verbs".formatted(name));
        }
        if (subjects == null) {
            throw new IllegalArgumentException("rule '%s' needs subjects".formatted(name));
        }
        if (command != null && !deny.isEmpty()) {
            throw new IllegalArgumentException("rule '%s' denies, and only what allows has a command".formatted(name));
        }
        if (allow.contains(Verb.ADMIN) && places != null) {
            throw new IllegalArgumentException(
                    "rule '%s' allows admin, which is everywhere, on some places".formatted(name));
        }
    }

    boolean isDenial() {
        return deny != null && !deny.isEmpty();
    }

    /** Whether it decides: a denial does in doubt, too. */
    boolean decides(Ask ask) {
        var verbs = isDenial() ? deny : allow;
        if (verbs == null || !verbs.contains(ask.verb()) || !subjects.include(ask.subject())) {
            return false;
        }
        var match = match(ask);
        return match == Match.YES || (match == Match.UNKNOWN && isDenial());
    }

    private Match match(Ask ask) {
        var where = places == null ? Match.YES : places.match(ask.target());
        var when = conditions == null ? Conditions.ALWAYS : conditions;
        return where == Match.NO ? where : Match.all(where, when.match(ask, command));
    }
}
