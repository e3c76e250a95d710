package dev.lxdgateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an operator sees on the management port. */
class MetricsIT extends WithGateway {

    private double metric(String line) {
        var scrape = management().get("/actuator/prometheus").response().body();
        return Pattern.compile("^" + Pattern.quote(line) + " ([0-9.E+-]+)$", Pattern.MULTILINE)
                .matcher(scrape)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .findFirst()
                .orElse(0);
    }

    @Test
    void countsSessionsExitsBytesAndStarts() {
        var remote = Lab.get().remotes().getFirst();
        var success = "gateway_session_exits_total{class=\"success\",reason=\"exited\",tail=\"complete\"}";
        var failure = "gateway_session_exits_total{class=\"failure\",reason=\"exited\",tail=\"complete\"}";
        var stdout = "gateway_session_bytes_total{stream=\"stdout\"}";
        var stdin = "gateway_session_bytes_total{stream=\"stdin\"}";
        var posts = "gateway_exec_start_seconds_count{phase=\"post\"}";
        double successes = metric(success);
        double failures = metric(failure);
        double out = metric(stdout);
        double in = metric(stdin);
        double posted = metric(posts);

        api().exec(remote, Map.of("command", List.of("cat"), "stdin", "12345"));
        api().exec(remote, "false");

        await().until(() -> metric(failure) == failures + 1);
        assertThat(metric(success)).isEqualTo(successes + 1);
        assertThat(metric(stdout)).isEqualTo(out + 5);
        assertThat(metric(stdin)).isEqualTo(in + 5);
        assertThat(metric(posts)).isEqualTo(posted + 2);
    }

    @Test
    void countsWhatIsActive() {
        double before = metric("gateway_sessions_active");
        var id = api().session(Lab.get().remotes().getFirst(), Map.of("command", List.of("sh")));

        assertThat(metric("gateway_sessions_active")).isEqualTo(before + 1);
        api().delete("/api/v1/sessions/" + id);
        await().until(() -> metric("gateway_sessions_active") == before);
    }

    @Test
    void tellsTheHealthOfEachRemote() {
        var health = management()
                .call("GET", "/actuator/health", null, Map.of("Authorization", ""))
                .json();

        assertThat(health.path("status").asString()).isEqualTo("UP");
        for (var remote : Lab.get().remotes()) {
            var component =
                    health.path("components").path("remotes").path("components").path(remote);
            assertThat(component.path("status").asString()).isEqualTo("UP");
            assertThat(component.path("details").path("version").asString()).isNotEmpty();
        }
    }

    @Test
    void answersProbesOnTheMainPortWithoutCredentials() {
        for (var probe : List.of("/livez", "/readyz")) {
            assertThat(api().call("GET", probe, null, Map.of("Authorization", ""))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(api().call("GET", "/actuator/prometheus", null, Map.of("Authorization", ""))
                        .status())
                .isEqualTo(401);
    }
}
