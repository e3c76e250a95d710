package dev.lxdgateway.access;

import dev.lxdgateway.policy.Subject;
import dev.lxdgateway.session.Quota;
import java.util.List;
import org.springframework.util.PatternMatchUtils;

/**
 * Who may use how much.
 *
 * @param usual what those may use of whom nothing else is said
 * @param special what others may, of which the first that is for a caller counts
 */
public record Quotas(Quota usual, List<Special> special) {

    public Quotas {
        special = List.copyOf(special);
    }

    /**
     * What some callers may use.
     *
     * @param subjects who they are, such as {@code user:ann} and {@code token:ci*}; or
     * @param groups groups that they are in, with {@code *} too
     */
    public record Special(List<String> subjects, List<String> groups, Quota quota) {

        boolean isFor(Subject subject) {
            return matches(subjects, subject.toString())
                    || subject.groups().stream().anyMatch(group -> matches(groups, group));
        }

        private static boolean matches(List<String> patterns, String name) {
            return PatternMatchUtils.simpleMatch(patterns.toArray(String[]::new), name);
        }
    }

    /** What that caller may use. */
    public Quota of(Caller caller) {
        return of(caller.subject());
    }

    Quota of(Subject subject) {
        return special.stream()
                .filter(some -> some.isFor(subject))
                .findFirst()
                .map(Special::quota)
                .orElse(usual);
    }
}
