package dev.lxdgateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class WorkflowTests {

    private static final String DIRECTORY = ".github/workflows";
    private static final Pattern USES = Pattern.compile("uses: (.+)");
    private static final Pattern PINNED = Pattern.compile("([a-z-]+/[a-z/-]+)@([0-9a-f]{40}) # (v\\d+\\.\\d+\\.\\d+)");

    static Stream<String> workflows() {
        try (var files = Files.list(Yaml.CHECKOUT.resolve(DIRECTORY))) {
            return files.map(file -> "%s/%s".formatted(DIRECTORY, file.getFileName())).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> jobs(String workflow) {
        return Yaml.read(workflow).path("jobs").valueStream().toList();
    }

    private static List<JsonNode> steps(String workflow) {
        return jobs(workflow).stream()
                .flatMap(job -> job.path("steps").valueStream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void pinsEveryActionByItsCommit(String workflow) {
        var uses = USES.matcher(Yaml.text(workflow)).results().map(match -> match.group(1));

        assertThat(uses).isNotEmpty().allSatisfy(use -> assertThat(use).matches(PINNED));
        assertThat(steps(workflow))
                .allSatisfy(
                        step -> assertThat(step.has("uses") != step.has("run")).isTrue());
    }

    @Test
    void pinsAnActionToOneCommitEverywhere() {
        var commits = new HashMap<String, String>();
        workflows()
                .flatMap(workflow -> PINNED.matcher(Yaml.text(workflow)).results())
                .forEach(use -> {
                    var version = use.group(2) + " " + use.group(3);
                    assertThat(commits.merge(use.group(1), version, (before, _) -> before))
                            .as(use.group(1))
                            .isEqualTo(version);
                });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void mayReadAndNoMoreUnlessAJobSaysSo(String workflow) {
        var permissions = Yaml.read(workflow).path("permissions");

        assertThat(permissions.propertyNames()).containsExactly("contents");
        assertThat(permissions.path("contents").asString()).isEqualTo("read");
        assertThat(steps(workflow))
                .filteredOn(step -> step.path("uses").asString("").startsWith("actions/checkout@"))
                .allSatisfy(
                        step -> assertThat(step.at("/with/persist-credentials").asBoolean(true))
                                .isFalse());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void endsAndDoesNotRunTwice(String workflow) {
        assertThat(Yaml.read(workflow).at("/concurrency/group").asString("")).isNotEmpty();
        assertThat(jobs(workflow)).isNotEmpty().allSatisfy(job -> {
            assertThat(job.path("timeout-minutes").asInt(0)).isPositive();
            assertThat(job.path("runs-on").asString()).isEqualTo("ubuntu-24.04");
        });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void hasScriptsThatBashCanRead(String workflow) throws IOException, InterruptedException {
        for (var step : steps(workflow)) {
            var script = step.path("run").asString("");
            assertThat(script).as("what others wrote is no part of a script").doesNotContain("${{");
            var bash =
                    new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
            try (var input = bash.getOutputStream()) {
                input.write(script.getBytes(StandardCharsets.UTF_8));
            }
            var said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(bash.waitFor()).as(said).isZero();
        }
    }

    @Test
    void releasesOneVersion() {
        var chart = Yaml.read("helm/lxd-gateway/Chart.yaml");

        assertThat(chart.path("appVersion").asString())
                .isEqualTo(chart.path("version").asString());
        assertThat(Yaml.text("pom.xml"))
                .containsPattern("<version>%s(-SNAPSHOT)?</version>"
                        .formatted(Pattern.quote(chart.path("version").asString())));
    }

    @Test
    void letsRenovateKeepThemPinned() {
        assertThat(Yaml.read("renovate.json").path("extends").valueStream().map(JsonNode::asString))
                .contains("config:recommended", "helpers:pinGitHubActionDigests");
    }
}
