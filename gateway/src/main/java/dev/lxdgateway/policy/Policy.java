package dev.lxdgateway.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Who may do what. The first denial that applies decides; without one, the first permission; without that it is refused.
 *
 * @param rules in their order
 */
public record Policy(List<Rule> rules) {

    /** Nobody may do anything. */
    public static final Policy CLOSED = new Policy(List.of());

    public Policy {
        rules = List.copyOf(rules);
        var names = new HashSet<String>();
        for (var rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("two rules are called '%s'".formatted(rule.name()));
            }
        }
    }

    /** Decides. A failure while deciding is a refusal. */
    public Decision decide(Ask ask) {
        try {
            return first(ask, true)
                    .or(() -> first(ask, false))
                    .map(Decision::by)
                    .orElseGet(() -> none(ask));
        } catch (RuntimeException e) {
            return Decision.none("it could not be decided: " + e.getMessage());
        }
    }

    private Optional<Rule> first(Ask ask, boolean denial) {
        return rules.stream()
                .filter(rule -> rule.isDenial() == denial)
                .filter(rule -> rule.decides(ask))
                .findFirst();
    }

    private static Decision none(Ask ask) {
        var where = ask.target() == null ? "" : " on " + ask.target();
        return Decision.none(
                "no rule allows %s to %s%s".formatted(ask.subject(), ask.verb().word(), where));
    }
}
