package dev.lxdgateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.metrics.MetricNames;
import dev.lxdgateway.support.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the alerts, their tests, the dashboard and the runbooks say of each other. */
class AlertsDocumentTests {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern RUNBOOK =
            Pattern.compile("https://github.com/lxd-gateway/lxd-gateway/blob/main/docs/runbooks.md#([a-z]+)");

    private static String text(String path) throws IOException {
        return Files.readString(Lab.root().resolve(path));
    }

    static String alertsText() throws IOException {
        return text("helm/lxd-gateway/files/alerts.yaml");
    }

    static String dashboardText() throws IOException {
        return text("helm/lxd-gateway/files/dashboard.json");
    }

    private static List<JsonNode> alerts() throws IOException {
        return YAML.readTree(alertsText())
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }

    private static Set<String> anchors() throws IOException {
        return Pattern.compile("^### (Gateway[A-Za-z]+)$", Pattern.MULTILINE)
                .matcher(text("docs/runbooks.md"))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    @Test
    void saysOfEachAlertHowBadItIsWhatItMeansAndWhatToDo() throws IOException {
        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> {
            var name = alert.path("alert").asString();
            assertThat(alert.path("labels").path("severity").asString()).isIn("critical", "warning", "info");
            for (var part : List.of("summary", "description")) {
                assertThat(alert.path("annotations").path(part).asString(""))
                        .as(name)
                        .isNotBlank();
            }
            var runbook = RUNBOOK.matcher(
                    alert.path("annotations").path("runbook_url").asString(""));
            assertThat(runbook.matches()).as("%s has a runbook", name).isTrue();
            assertThat(runbook.group(1)).isEqualTo(name.toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void hasARunbookForEachAlertAndForNoOther() throws IOException {
        assertThat(alerts().stream().map(alert -> alert.path("alert").asString().toLowerCase(Locale.ROOT)))
                .containsExactlyInAnyOrderElementsOf(anchors());
    }

    @Test
    void linksFromTheDashboardToRunbooksThatThereAre() throws IOException {
        assertThat(RUNBOOK.matcher(dashboardText()).results().map(link -> link.group(1)))
                .isNotEmpty()
                .isSubsetOf(anchors());
    }

    @Test
    void asksForMetricsThatThereAre() throws IOException {
        assertThat(MetricNames.in(alertsText())).isSubsetOf(MetricNames.all());
        assertThat(MetricNames.in(dashboardText())).isSubsetOf(MetricNames.all());
        assertThat(MetricNames.in(text("docs/runbooks.md"))).isSubsetOf(MetricNames.all());
    }

    @Test
    void testsThatEachAlertFiresAndThatItDoesNot() throws IOException {
        var tests = YAML.readTree(
                Path.of("src/test/resources/prometheus/alerts-test.yaml").toFile());
        var expectations = tests.path("tests")
                .valueStream()
                .flatMap(test -> test.path("alert_rule_test").valueStream())
                .toList();

        assertThat(alerts()).allSatisfy(alert -> {
            var name = alert.path("alert").asString();
            var own = expectations.stream()
                    .filter(test -> test.path("alertname").asString().equals(name))
                    .map(test -> test.path("exp_alerts").size())
                    .toList();
            assertThat(own).as(name).contains(0, 1);
        });
    }

    @Test
    void explainsEachPanelOfTheDashboard() throws IOException {
        var panels = YAML.readTree(dashboardText()).path("panels").valueStream();

        assertThat(panels.filter(panel -> !panel.path("type").asString().equals("row")))
                .isNotEmpty()
                .allSatisfy(panel -> {
                    assertThat(panel.path("description").asString("")).isNotBlank();
                    assertThat(panel.path("fieldConfig")
                                    .path("defaults")
                                    .path("unit")
                                    .asString(""))
                            .isNotBlank();
                });
    }
}
