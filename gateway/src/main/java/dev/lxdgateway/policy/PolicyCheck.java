package dev.lxdgateway.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.lxdgateway.policy.PolicyFile.PolicyException;
import dev.lxdgateway.policy.Target.Details;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that says what a policy is expected to decide, for {@code java -jar gateway.jar policy-test FILE}.
 *
 * @param policy the policy's file, seen from this one
 * @param tests what is expected
 */
record PolicyCheck(String policy, List<Case> tests) {

    @JsonCreator
    PolicyCheck {
        if (policy == null || tests == null) {
            throw new IllegalArgumentException("needs policy, a file, and tests");
        }
        tests = List.copyOf(tests);
    }

    /** The tests of a file, and the policy that it names. */
    static PolicyCheck read(Path file) {
        return PolicyFile.read(file, PolicyCheck.class);
    }

    /** What is not as expected, in words. */
    static List<String> failures(Path file) {
        var test = read(file);
        var policy = PolicyFile.read(file.resolveSibling(test.policy()));
        return test.tests().stream()
                .flatMap(each -> each.failure(policy).stream())
                .toList();
    }

    /**
     * One expectation.
     *
     * @param given the question
     * @param expect the answer
     */
    record Case(Given given, Expected expect) {

        @JsonCreator
        Case {
            if (given == null || expect == null) {
                throw new IllegalArgumentException("a test has given and expect");
            }
        }

        Optional<String> failure(Policy policy) {
            var decision = policy.decide(given.ask());
            return expect.isMetBy(decision)
                    ? Optional.empty()
                    : Optional.of("%s: expected %s, but %s".formatted(given, expect, decision.reason()));
        }
    }

    /**
     * The answer.
     *
     * @param allowed whether they may
     * @param rule the rule that decides; any unless given
     */
    record Expected(boolean allowed, @Nullable String rule) {

        @JsonCreator
        static Expected of(String word) {
            return switch (word) {
                case "allow" -> new Expected(true, null);
                case "deny" -> new Expected(false, null);
                default -> throw new IllegalArgumentException("expect is allow, deny, or {allowed, rule}");
            };
        }

        @JsonCreator
        Expected {}

        boolean isMetBy(Decision decision) {
            return decision.allowed() == allowed && (rule == null || rule.equals(decision.rule()));
        }
    }

    /** The question, in the words of a policy. */
    record Given(
            String subject,
            @Nullable Set<String> groups,
            @Nullable String source,
            Verb verb,
            @Nullable String remote,
            @Nullable String project,
            @Nullable String instance,
            @Nullable String type,
            @Nullable Map<String, String> config,
            @Nullable List<String> command,
            @Nullable Long user,
            @Nullable Long group,
            @Nullable Set<String> environment,
            @Nullable String cwd,
            @Nullable Boolean interactive) {

        Ask ask() {
            return new Ask(
                    Subject.parse(subject, Objects.requireNonNullElse(groups, Set.of())),
                    source,
                    verb,
                    target(),
                    command == null
                            ? null
                            : new Command(
                                    command,
                                    Objects.requireNonNullElse(user, 0L),
                                    Objects.requireNonNullElse(group, 0L),
                                    Objects.requireNonNullElse(environment, Set.of()),
                                    cwd,
                                    Boolean.TRUE.equals(interactive)));
        }

        private @Nullable Target target() {
            if (instance == null) {
                return null;
            }
            if (remote == null) {
                throw new PolicyException("a test with an instance needs its remote, too", null);
            }
            var details = new Details(
                    Objects.requireNonNullElse(type, "container"), Objects.requireNonNullElse(config, Map.of()));
            return new Target(remote, Objects.requireNonNullElse(project, "default"), instance, () -> details);
        }
    }
}
