package dev.lxdgateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PolicySourceTests {

    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant LATER = Instant.parse("2026-01-01T11:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("policy.yaml");
    }

    private PolicySource source(String yaml) throws IOException {
        Files.writeString(file, yaml);
        return PolicySource.of(file, now::get);
    }

    private static String rule(String name) {
        return "rules: [{name: %s, allow: [exec], subjects: {users: [ann]}}]%n".formatted(name);
    }

    @Test
    void saysSinceWhenAPolicyIsInForce() throws IOException {
        var source = source(rule("first"));
        now.set(LATER);
        Files.writeString(file, rule("second"));

        source.refresh();

        assertThat(source.inForce().loadedAt()).isEqualTo(LATER);
        assertThat(source.inForce().file()).isEqualTo(file.toString());
        assertThat(source.inForce().rules())
                .extracting(rule -> rule.get("name"))
                .containsExactly("second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules:\n- name: a\n  allow: [run]\n  subjects: {users: [ann]}",
                "rules: [{name: a, allow: [exec], subjects: {users: [ann]}}, {name: a, deny: [exec], subjects: {users: [ann]}}]",
                ""
            })
    void saysWhatIsWrongWithAFileThatIsNotTakenUntilItIsRightAgain(String wrong) throws IOException {
        var source = source(rule("first"));
        now.set(LATER);
        Files.writeString(file, wrong);

        source.refresh();
        var refused = source.inForce();
        Files.writeString(file, rule("first"));
        source.refresh();

        assertThat(refused.error()).startsWith(file.toString());
        assertThat(refused.loadedAt()).isEqualTo(START);
        assertThat(refused.rules()).extracting(rule -> rule.get("name")).containsExactly("first");
        assertThat(source.inForce().error()).isNull();
    }

    @Test
    void hasNoFileWhereThereIsNone() {
        assertThat(PolicySource.closed(now::get).inForce())
                .isEqualTo(new PolicySource.PolicyInForce(null, START, null, List.of()));
    }

    @Test
    void tellsARuleAsAFileHasIt() throws IOException {
        var source = source("""
                rules:
                  - name: everything
                    allow: [exec]
                    subjects: {users: [ann], groups: ["dev-*"]}
                    on: {remotes: [lxd], types: [container], config: {user.team: [web]}}
                    when: {uids: [0, 1000-1999], gids: [5], commands: [[make, "**"]], environment: [], networks: [10.0.0.0/8]}
                    command: {argv: [restart, "{unit}", "{port}"], parameters: {unit: {pattern: "[a-z]+"}, port: {integer: 1-9}}}
                  - name: none
                    deny: [signal]
                    subjects: {tokens: ["*"]}
                """);
        var json = JsonMapper.shared();

        assertThat(json.<JsonNode>valueToTree(source.inForce().rules())).isEqualTo(json.readTree("""
                [
                  {
                    "name": "everything",
                    "allow": ["exec"],
                    "subjects": {"users": ["ann"], "groups": ["dev-*"]},
                    "on": {"remotes": ["lxd"], "types": ["container"], "config": {"user.team": ["web"]}},
                    "when": {
                      "uids": ["0", "1000-1999"],
                      "gids": ["5"],
                      "commands": [["make", "**"]],
                      "environment": [],
                      "networks": ["10.0.0.0/8"]
                    },
                    "command": {
                      "argv": ["restart", "{unit}", "{port}"],
                      "parameters": {"unit": {"pattern": "[a-z]+"}, "port": {"integer": "1-9"}}
                    }
                  },
                  {"name": "none", "deny": ["signal"], "subjects": {"tokens": ["*"]}}
                ]"""));
    }
}
