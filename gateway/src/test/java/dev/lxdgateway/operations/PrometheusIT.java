package dev.lxdgateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.metrics.MetricNames;
import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.ExecSocket;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.OwnGateway;
import dev.lxdgateway.support.Prometheus;
import dev.lxdgateway.support.WithGateway;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real Prometheus looks at a gateway that has work, limits that are met, wrong credentials, and a remote that is down. */
class PrometheusIT {

    /** Spring's and the JVM's own, with which promtool is not content. */
    private static final Pattern OTHERS =
            Pattern.compile("http_server_requests(_active)?_seconds(_max|_gcount|_gsum)? no help text"
                    + "|(jvm_compilation_time_ms|process_cpu_time_ns)_total metric names should not contain abbreviated units"
                    + "|system_cpu_count non-histogram and non-summary metrics should not have \"_count\" suffix");

    @TempDir
    private static Path directory;

    private static OwnGateway gateway;
    private static Prometheus prometheus;
    private static final List<ExecSocket> terminals = new ArrayList<>();

    @BeforeAll
    static void startAndLoad() throws Exception {
        var lab = Lab.get();
        var policy = Files.writeString(directory.resolve("policy.yaml"), "rules: []\n");
        var properties = new ArrayList<>(List.of(
                "--gateway.access.policy=" + policy,
                "--gateway.health.interval=1s",
                "--gateway.limits.sessions-per-caller=6",
                "--gateway.limits.queue-time=100ms",
                "--gateway.remotes.down.socket=" + directory.resolve("no.socket"),
                "--gateway.default-remote=" + lab.remotes().getFirst(),
                "--gateway.remotes.tls.url=" + lab.value(lab.remotes().getFirst(), "URL"),
                "--gateway.remotes.tls.client-certificate=" + lab.value("LXD_LAB_CLIENT_CERT"),
                "--gateway.remotes.tls.client-key=" + lab.value("LXD_LAB_CLIENT_KEY"),
                "--gateway.remotes.tls.server-certificate="
                        + lab.value(lab.remotes().getFirst(), "CERT")));
        for (var remote : lab.remotes()) {
            properties.add("--gateway.remotes.%s.socket=%s".formatted(remote, lab.value(remote, "SOCKET")));
        }
        gateway = OwnGateway.start(properties.toArray(String[]::new));
        var rules = Files.writeString(directory.resolve("alerts.yaml"), AlertsDocumentTests.alertsText());
        prometheus = Prometheus.start(directory, managementPort(), rules);
        await().atMost(Duration.ofSeconds(60)).until(prometheus::isReady);
        load();
        System.gc();
        // a rate needs two looks
        for (var last : List.of("jvm_gc_pause_seconds_sum", "gateway_sessions_refused_total > 0")) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !prometheus
                            .query("count_over_time((%s)[1m:1s]) > 2".formatted(last))
                            .isEmpty());
        }
    }

    private static int managementPort() {
        return Integer.parseInt(
                Objects.requireNonNull(gateway.context().getEnvironment().getProperty("local.management.port")));
    }

    private static void load() {
        var api = gateway.api();
        for (var remote : List.of(
                "tls", Lab.get().remotes().getFirst(), Lab.get().remotes().getLast())) {
            var terminal = api.terminal(remote, "sh");
            terminal.type("echo $((40 + 2))\n");
            terminal.awaitOutput("42");
            terminals.add(terminal);
            api.exec(remote, "echo", "hello");
            api.exec(remote, "false");
        }
        var body = Map.of("command", List.of("sleep", "1000"));
        var first =
                "/api/v1/instances/demo/sessions?remote=" + Lab.get().remotes().getFirst();
        await().atMost(Duration.ofSeconds(60)).until(() -> api.post(first, body).status() == 429);
        assertThat(api.post("/api/v1/instances/demo/exec?remote=down", body).status())
                .isIn(429, 503);
        assertThat(new Api(api.base(), "a-wrong-token-of-somebody")
                        .get("/api/v1/sessions")
                        .status())
                .isEqualTo(401);
    }

    @AfterAll
    static void end() throws IOException {
        terminals.forEach(ExecSocket::close);
        prometheus.close();
        gateway.close();
    }

    private static String page() {
        return new Api(URI.create("http://127.0.0.1:" + managementPort()), WithGateway.TOKEN)
                .get("/actuator/prometheus")
                .response()
                .body();
    }

    @Test
    void hasThePageThatIsDescribedAndNothingElse() {
        var names = Pattern.compile("^# TYPE (gateway_\\S+) \\S+$", Pattern.MULTILINE)
                .matcher(page())
                .results()
                .map(line -> line.group(1))
                .flatMap(name -> MetricNames.in(name).stream())
                .collect(Collectors.toSet());

        assertThat(names).containsExactlyInAnyOrderElementsOf(MetricNames.all());
    }

    @Test
    void hasNoUserInstanceOrIdInAnyLabel() {
        var labels = Pattern.compile("^gateway_[^{ ]+\\{(.*)} ", Pattern.MULTILINE)
                .matcher(page())
                .results()
                .flatMap(line -> Pattern.compile("(\\w+)=\"([^\"]*)\"")
                        .matcher(line.group(1))
                        .results())
                .toList();

        assertThat(labels).isNotEmpty().allSatisfy(label -> {
            assertThat(label.group(1)).isNotIn("instance", "user", "caller", "session", "project", "id");
            assertThat(label.group(2)).isNotIn("demo", "admin");
        });
    }

    @Test
    void givesPromtoolNothingToComplainOf() throws Exception {
        var process = new ProcessBuilder("promtool", "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (var in = process.outputWriter()) {
            in.write(page());
        }
        var complaints = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(complaints.lines().filter(line -> !OTHERS.matcher(line).matches()))
                .isEmpty();
    }

    @Test
    void answersEveryQueryOfTheDashboard() throws IOException {
        var dashboard = Api.JSON.readTree(AlertsDocumentTests.dashboardText());
        var queries = dashboard
                .path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asString())
                .map(PrometheusIT::substituted)
                .toList();

        assertThat(queries)
                .hasSizeGreaterThan(50)
                .allSatisfy(
                        query -> assertThat(prometheus.query(query)).as(query).isNotEmpty());
        for (var variable : dashboard.path("templating").path("list")) {
            var query = variable.path("query").path("query").asString("");
            if (!query.isEmpty()) {
                var selector = substituted(query.replaceFirst("label_values\\((.*), (\\w+)\\)", "count by ($2) ($1)"));
                assertThat(prometheus.query(selector)).as(query).isNotEmpty();
            }
        }
    }

    private static String substituted(String query) {
        return query.replaceAll("\\$(job|instance|remote)\\b", ".*").replace("$__rate_interval", "1m");
    }

    @Test
    void evaluatesEveryAlertAndAlarmsOnlyForWhatIsWrong() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var rules = prometheus
                    .get("/api/v1/rules")
                    .path("groups")
                    .valueStream()
                    .flatMap(group -> group.path("rules").valueStream())
                    .toList();
            assertThat(rules)
                    .hasSizeGreaterThan(20)
                    .allSatisfy(rule -> assertThat(rule.path("health").asString()
                                    + rule.path("lastError").asString(""))
                            .as(rule.path("name").asString())
                            .isEqualTo("ok"));
            assertThat(rules.stream()
                            .filter(rule -> !rule.path("state").asString().equals("inactive"))
                            .map(rule -> rule.path("name").asString()))
                    .contains("GatewayRemoteDown")
                    .isSubsetOf("GatewayRemoteDown", "GatewayStartsRefused", "GatewayRemoteSlow", "GatewayStartsSlow");
        });
        var down = prometheus.query("ALERTS{alertname='GatewayRemoteDown'}");
        assertThat(down.valueStream()
                        .map(alert -> alert.path("metric").path("remote").asString()))
                .containsExactly("down");
    }

    @Test
    void tellsWhatIsUpAndWhatIsNot() {
        assertThat(value("gateway_remote_up{remote='down'}")).isZero();
        for (var remote : Lab.get().remotes()) {
            assertThat(value("gateway_remote_up{remote='%s'}".formatted(remote)))
                    .isOne();
        }
        assertThat(value("gateway_remote_last_success_timestamp_seconds{remote='down'}"))
                .isZero();
        assertThat(value("time() - gateway_remote_last_success_timestamp_seconds{remote='tls'}"))
                .isBetween(-5.0, 30.0);
        assertThat(value("gateway_lxd_requests_seconds_count{remote='down',outcome='unavailable'}"))
                .isPositive();
        assertThat(value("gateway_certificate_expires_timestamp_seconds{certificate='client',remote='tls'} - time()"))
                .isPositive();
        assertThat(value("gateway_logins_failed_total")).isPositive();
        assertThat(value("gateway_attachments{mode='writer'}")).isEqualTo(3);
        assertThat(value("gateway_websockets")).isEqualTo(3);
    }

    private static double value(String query) {
        JsonNode result = prometheus.query(query);
        assertThat(result).as(query).hasSize(1);
        return Double.parseDouble(result.path(0).path("value").path(1).asString());
    }
}
