package dev.lxdgateway.policy;

import org.jspecify.annotations.Nullable;

/**
 * May they do that?
 *
 * @param subject who asks
 * @param source the address that they ask from, null where that is not known
 * @param verb what for
 * @param target where; null for {@link Verb#ADMIN}
 * @param command the command in question; null for {@link Verb#LIST} and {@link Verb#ADMIN}, and where any would do
 */
public record Ask(
        Subject subject,
        @Nullable String source,
        Verb verb,
        @Nullable Target target,
        @Nullable Command command) {}
