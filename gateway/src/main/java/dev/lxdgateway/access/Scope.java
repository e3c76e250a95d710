package dev.lxdgateway.access;

import dev.lxdgateway.policy.Ask;
import dev.lxdgateway.policy.Verb;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.PatternMatchUtils;

/**
 * Less than the policy allows: what a token may be used for at most. What is not given is not limited.
 *
 * @param verbs what for
 * @param remotes names of servers, with {@code *}
 * @param projects names of projects, with {@code *}
 * @param instances names of instances, with {@code *}
 */
public record Scope(
        @Nullable Set<Verb> verbs,
        @Nullable List<String> remotes,
        @Nullable List<String> projects,
        @Nullable List<String> instances)
        implements Serializable {

    public static final Scope ALL = new Scope(null, null, null, null);

    boolean includes(Ask ask) {
        var target = ask.target();
        return (verbs == null || verbs.contains(ask.verb()))
                && (target == null
                        ? remotes == null && projects == null && instances == null
                        : includes(remotes, target.remote())
                                && includes(projects, target.project())
                                && includes(instances, target.instance()));
    }

    private static boolean includes(@Nullable List<String> names, String name) {
        return names == null || names.stream().anyMatch(pattern -> PatternMatchUtils.simpleMatch(pattern, name));
    }
}
