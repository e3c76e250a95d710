package dev.lxdgateway.api;

import dev.lxdgateway.access.Access;
import dev.lxdgateway.access.Caller;
import dev.lxdgateway.lxd.Remotes;
import dev.lxdgateway.policy.Command;
import dev.lxdgateway.policy.Decision;
import dev.lxdgateway.policy.Subject;
import dev.lxdgateway.policy.Target;
import dev.lxdgateway.policy.Verb;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Says which rule of the policy decides, and why; for administrators. */
@RestController
class ExplainController {

    private final Access access;
    private final Remotes remotes;

    ExplainController(Access access, Remotes remotes) {
        this.access = access;
        this.remotes = remotes;
    }

    @GetMapping("/api/v1/access/explain")
    Explanation explain(
            @RequestParam String subject,
            @RequestParam(required = false) @Nullable Set<String> group,
            @RequestParam String verb,
            @RequestParam(required = false) @Nullable String remote,
            @RequestParam(required = false) @Nullable String project,
            @RequestParam(required = false) @Nullable String instance,
            @RequestParam(required = false) @Nullable List<String> command,
            @RequestParam(defaultValue = "0") long user,
            @RequestParam(defaultValue = "0") long gid,
            @RequestParam(defaultValue = "false") boolean interactive,
            @RequestParam(required = false) @Nullable String source,
            Caller caller) {
        access.requireAdmin(caller);
        return Explanation.of(access.explain(
                Subject.parse(subject, Objects.requireNonNullElse(group, Set.of())),
                source,
                Verb.of(verb),
                target(remote, project, instance),
                command == null ? null : new Command(command, user, gid, Set.of(), null, interactive)));
    }

    private @Nullable Target target(@Nullable String remote, @Nullable String project, @Nullable String instance) {
        return instance == null
                ? null
                : access.target(remotes.get(remote).remote(), remotes.project(project), instance);
    }

    /**
     * A decision.
     *
     * @param allowed whether they may
     * @param rule the rule that decides; null where none does, which is a refusal
     * @param reason in words
     */
    record Explanation(boolean allowed, @Nullable String rule, String reason) {

        static Explanation of(Decision decision) {
            return new Explanation(decision.allowed(), decision.rule(), decision.reason());
        }
    }
}
