package dev.lxdgateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lxdgateway.policy.PolicyFile.PolicyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTests {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            rules: [{name: a, alow: [exec], subjects: {users: [x]}}]                      | 1 | either allow or deny
            rules: [{name: a, allow: [exec], subjects: {users: [x]}, were: x}]            | 1 | were
            rules: [{name: a, allow: [run], subjects: {users: [x]}}]                      | 1 | 'run' is no verb
            rules: [{name: a, allow: [exec]}]                                             | 1 | needs subjects
            rules: [{name: a, subjects: {users: [x]}}]                                    | 1 | either allow or deny
            rules: [{name: a, allow: [exec], deny: [exec], subjects: {users: [x]}}]       | 1 | either allow or deny
            rules: [{name: a, allow: [exec], subjects: {}}]                               | 1 | needs users, groups or tokens
            rules:\\n- name: a\\n  allow: [exec]\\n  subjects: {users: [x]}\\n  when: {uids: [x]} | 5 | rules[0].when.uids[0]: 'x' is neither an id
            rules:\\n- name: a\\n  allow: [exec]\\n  subjects: {users: [x]}\\n  when: {networks: [10.0.0.0/99]} | 5 | rules[0].when.networks[0]
            rules:\\n- name: a\\n  allow: [exec]\\n  subjects: {users: [x]}\\n  on: {config: {limits.cpu: 1}} | 5 | only user.*
            rules:\\n- name: a\\n  allow: [exec]\\n  subjects: {users: [x]}\\n  command: {argv: [a, "{b}"]} | 5 | parameters
            rules:\\n\\t- a                                                               | 2 | TAB
            rule: []                                                                      | 1 | rule
            rules: []\\nrules: []                                                         | 2 | Duplicate
            """)
    void namesTheLine(String yaml, int line, String words) throws IOException {
        var file = directory.resolve("policy.yaml");
        Files.writeString(file, yaml.replace("\\n", "\n").replace("\\t", "\t"));

        assertThatThrownBy(() -> PolicyFile.read(file))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("policy.yaml, line " + line)
                .hasMessageContaining(words);
    }

    @Test
    void saysThatAFileIsNotThereOrEmpty() throws IOException {
        var file = directory.resolve("policy.yaml");

        assertThatThrownBy(() -> PolicyFile.read(file)).hasMessageContaining("can't be read");
        Files.writeString(file, "");
        assertThatThrownBy(() -> PolicyFile.read(file)).isInstanceOf(PolicyException.class);
    }

    @Test
    void runsATestFile() throws IOException {
        Files.writeString(directory.resolve("policy.yaml"), """
                rules:
                  - name: all
                    allow: [exec]
                    subjects: {users: ["*"]}
                    when: {uids: [1000]}
                """);
        var file = directory.resolve("policy-test.yaml");
        Files.writeString(file, """
                policy: policy.yaml
                tests:
                  - given: {subject: "user:ann", verb: exec, remote: lxd, instance: c1, command: [id], user: 1000, group: 1000}
                    expect: allow
                  - given: {subject: "user:ann", verb: exec, remote: lxd, instance: c1, command: [id], user: 0}
                    expect: deny
                  - given: {subject: "user:ann", verb: exec, remote: lxd, instance: c1, command: [id], user: 1000, group: 1000}
                    expect: {allowed: true, rule: other}
                """);

        assertThat(PolicyCheck.failures(file)).singleElement().asString().contains("user:ann", "rule 'all' allows it");
    }
}
