package dev.lxdgateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.policy.Target.Details;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyTests {

    private static final Policy POLICY = policy("""
            rules:
              - name: developers
                allow: [list, exec, attach, observe, signal]
                subjects: {groups: [dev]}
                on: {remotes: [lxd], instances: ["dev-*"]}
              - name: nobody in the vault
                deny: [list, exec, attach, observe, signal]
                subjects: {users: ["*"], tokens: ["*"]}
                on: {config: {user.vault: "*yes*"}}
              - name: watchers
                allow: [list, observe]
                subjects: {users: [eve]}
                when: {networks: [10.0.0.0/8]}
              - name: builds
                allow: [exec]
                subjects: {tokens: [ci]}
                when: {uids: [1000-1999], commands: [[make, "**"], [git, pull]], interactive: false}
              - name: restart
                allow: [exec]
                subjects: {tokens: [ops]}
                command:
                  argv: [systemctl, restart, "{unit}"]
                  parameters: {unit: {pattern: "[a-z-]+"}}
              - name: admins
                allow: [admin]
                subjects: {groups: [admin]}
            """);

    private static final Subject ANN = Subject.user("ann", Set.of("dev"));
    private static final Subject EVE = Subject.user("eve", Set.of());
    private static final Subject CI = Subject.token("ci");

    private static Policy policy(String yaml) {
        return new Policy(
                PolicyFile.YAML.readValue(yaml, PolicyFile.Document.class).rules());
    }

    private static Target target(String instance, Map<String, String> config) {
        return new Target("lxd", "default", instance, () -> new Details("container", config));
    }

    private static Decision decide(Subject subject, Verb verb, String instance, @Nullable Command command) {
        return POLICY.decide(new Ask(subject, "10.1.2.3", verb, target(instance, Map.of()), command));
    }

    private static Command command(long id, boolean interactive, String... argv) {
        return new Command(List.of(argv), id, id, Set.of("TERM"), null, interactive);
    }

    @ParameterizedTest
    @EnumSource
    void allowsNothingUnlessARuleDoes(Verb verb) {
        assertThat(Policy.CLOSED.decide(new Ask(ANN, "127.0.0.1", verb, target("dev-1", Map.of()), null)))
                .returns(false, Decision::allowed)
                .returns(null, Decision::rule);
        assertThat(decide(EVE, Verb.EXEC, "dev-1", command(0, true, "sh")).allowed())
                .isFalse();
    }

    @Test
    void allowsByGroupAndPlace() {
        assertThat(decide(ANN, Verb.EXEC, "dev-1", command(0, true, "sh")))
                .returns(true, Decision::allowed)
                .returns("developers", Decision::rule)
                .returns(false, Decision::forced);
        assertThat(decide(ANN, Verb.EXEC, "web-1", command(0, true, "sh")).allowed())
                .isFalse();
    }

    @Test
    void deniesBeforeItAllowsWhateverTheOrder() {
        var vault = new Ask(ANN, null, Verb.EXEC, target("dev-1", Map.of("user.vault", "yes")), command(0, true, "sh"));

        assertThat(POLICY.decide(vault))
                .returns(false, Decision::allowed)
                .returns("nobody in the vault", Decision::rule);
    }

    @Test
    void refusesInDoubt() {
        assertThat(POLICY.decide(new Ask(EVE, null, Verb.OBSERVE, target("dev-1", Map.of()), null))
                        .allowed())
                .isFalse();
        assertThat(decide(EVE, Verb.OBSERVE, "dev-1", null).allowed()).isTrue();
        assertThat(POLICY.decide(new Ask(ANN, null, Verb.EXEC, null, null)))
                .returns("nobody in the vault", Decision::rule);
        var broken = new Target("lxd", "default", "dev-1", () -> {
            throw new IllegalStateException("no answer");
        });
        assertThat(POLICY.decide(new Ask(ANN, null, Verb.LIST, broken, null)))
                .returns(false, Decision::allowed)
                .extracting(Decision::reason)
                .asString()
                .contains("no answer");
    }

    @ParameterizedTest
    @CsvSource({
        "1000, make,          true",
        "1999, make,          true",
        "2000, make,          false",
        "0,    make,          false",
        "1000, make all -j2,  true",
        "1000, git pull,      true",
        "1000, git pull x,    false",
        "1000, git push,      false",
        "1000, sh -c make,    false",
    })
    void limitsWhatIsRunAndAsWhom(long id, String line, boolean allowed) {
        assertThat(decide(CI, Verb.EXEC, "any", command(id, false, line.split(" ")))
                        .allowed())
                .isEqualTo(allowed);
    }

    @Test
    void limitsTheGroupAndTheEnvironmentAndTheTerminal() {
        var argv = List.of("make");

        assertThat(decide(CI, Verb.EXEC, "any", new Command(argv, 1000, 0, Set.of(), null, false))
                        .allowed())
                .isFalse();
        assertThat(decide(CI, Verb.EXEC, "any", new Command(argv, 1000, 1000, Set.of("LD_PRELOAD"), null, false))
                        .allowed())
                .isFalse();
        assertThat(decide(CI, Verb.EXEC, "any", command(1000, true, "make")).allowed())
                .isFalse();
    }

    @Test
    void forcesACommandWithParameters() {
        var ops = Subject.token("ops");

        assertThat(decide(ops, Verb.EXEC, "any", command(0, false, "systemctl", "restart", "nginx")))
                .returns(true, Decision::allowed)
                .returns(true, Decision::forced);
        for (var argv : List.of("systemctl restart --force", "systemctl stop nginx", "systemctl restart", "sh")) {
            assertThat(decide(ops, Verb.EXEC, "any", command(0, false, argv.split(" ")))
                            .allowed())
                    .as(argv)
                    .isFalse();
        }
        var elsewhere = new Command(List.of("systemctl", "restart", "nginx"), 0, 0, Set.of(), "/tmp", false);
        assertThat(decide(ops, Verb.EXEC, "any", elsewhere).allowed()).isFalse();
    }

    @Test
    void hasAdminsOfTheGateway() {
        var admin = Subject.user("root", Set.of("admin"));

        assertThat(POLICY.decide(new Ask(admin, null, Verb.ADMIN, null, null)).allowed())
                .isTrue();
        assertThat(POLICY.decide(new Ask(ANN, null, Verb.ADMIN, null, null)).allowed())
                .isFalse();
    }

    @Test
    void asksTheServerOnlyWhereARuleNeedsIt() {
        var quiet = policy("""
                rules:
                  - name: all
                    allow: [list]
                    subjects: {users: ["*"]}
                    on: {instances: ["*"]}
                """);
        var target = new Target("lxd", "default", "dev-1", () -> {
            throw new AssertionError("asked");
        });

        assertThat(quiet.decide(new Ask(ANN, null, Verb.LIST, target, null)).allowed())
                .isTrue();
    }
}
