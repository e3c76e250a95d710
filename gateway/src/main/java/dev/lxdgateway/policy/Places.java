package dev.lxdgateway.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.lxdgateway.policy.Target.Details;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule holds. What is not given holds for all.
 *
 * @param remotes names of servers
 * @param projects names of projects
 * @param instances names of instances
 * @param types {@code container}, {@code virtual-machine}
 * @param config what the instance's {@code user.*} configuration must have; a key that is not there fits nothing
 */
@JsonInclude(Include.NON_NULL)
record Places(
        @Nullable Names remotes,
        @Nullable Names projects,
        @Nullable Names instances,
        @Nullable Names types,
        @Nullable Map<String, Names> config) {

    static final Places ALL = new Places(null, null, null, null, null);

    Places {
        config = config == null ? null : Map.copyOf(config);
        for (var key : config == null ? Map.<String, Names>of().keySet() : config.keySet()) {
            if (!key.startsWith("user.")) {
                throw new IllegalArgumentException("config has '%s'; only user.* belongs to its owners".formatted(key));
            }
        }
    }

    Match match(@Nullable Target target) {
        if (equals(ALL)) {
            return Match.YES;
        }
        if (target == null) {
            return Match.UNKNOWN;
        }
        var named = Match.all(
                match(remotes, target.remote()),
                match(projects, target.project()),
                match(instances, target.instance()));
        return named == Match.YES && (types != null || config != null)
                ? match(target.details().get())
                : named;
    }

    private Match match(Details details) {
        var required = config == null ? Map.<String, Names>of() : config;
        return Match.all(
                match(types, details.type()),
                Match.of(required.entrySet().stream()
                        .allMatch(entry ->
                                includes(entry.getValue(), details.config().get(entry.getKey())))));
    }

    private static boolean includes(Names values, @Nullable String value) {
        return value != null && values.include(value);
    }

    private static Match match(@Nullable Names names, String name) {
        return Match.of(names == null || names.include(name));
    }
}
