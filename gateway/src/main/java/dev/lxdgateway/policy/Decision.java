package dev.lxdgateway.policy;

import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param allowed whether they may
 * @param rule the name of the rule that decided; null where none did, which is a refusal
 * @param reason in words
 * @param forced whether the rule has a command of its own: no signal but TERM then
 */
public record Decision(boolean allowed, @Nullable String rule, String reason, boolean forced) {

    static Decision by(Rule rule) {
        var reason = rule.isDenial()
                ? "rule '%s' denies it".formatted(rule.name())
                : "rule '%s' allows it".formatted(rule.name());
        return new Decision(!rule.isDenial(), rule.name(), reason, rule.command() != null);
    }

    static Decision none(String reason) {
        return new Decision(false, null, reason, false);
    }
}
