package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.WithGateway;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** What a caller hears who wants too much at once. */
@TestPropertySource(
        properties = {"gateway.limits.sessions-per-caller=2", "gateway.limits.queue=1", "gateway.limits.queue-time=2s"})
class LimitsIT extends WithGateway {

    private static final Map<String, ?> SLEEP = Map.of("command", List.of("sleep", "1000"));

    private final String remote = labRemotes().iterator().next();

    @AfterEach
    void endAll() {
        api().get("/api/v1/sessions")
                .json()
                .path("items")
                .forEach(session -> end(session.path("id").asString()));
        await().until(() -> metric("gateway_sessions_active"), active -> active == 0);
    }

    private void end(String session) {
        api().delete("/api/v1/sessions/" + session);
    }

    private Api.Answer run() {
        return api().post("/api/v1/instances/demo/exec?remote=" + remote, Map.of("command", List.of("echo", "mine")));
    }

    private int written() {
        return api().get("/api/v1/audit?action=session-start&limit=1000")
                .json()
                .path("items")
                .size();
    }

    private double metric(String name) {
        return management()
                .get("/actuator/prometheus")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void refusesOneMoreAfterAWhileAndSaysWhenToComeAgain() {
        api().session(remote, SLEEP);
        api().session(remote, SLEEP);

        int written = written();

        var refused = run();

        assertThat(written()).isEqualTo(written);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("limit-exceeded");
        assertThat(refused.json().path("limit").asString()).isEqualTo("sessions-per-caller");
        assertThat(refused.json().path("detail").asString()).contains("2 sessions of 'admin'");
        assertThat(refused.header("Retry-After")).isEqualTo("2");
        assertThat(metric("gateway_sessions_refused_total")).isPositive();
    }

    @Test
    void letsOneWaitForAPlaceAndRefusesTheNextAtOnce() {
        var first = api().session(remote, SLEEP);
        api().session(remote, SLEEP);
        var waiting = CompletableFuture.supplyAsync(this::run, Thread.ofVirtual()::start);
        await().until(() -> metric("gateway_sessions_waiting") == 1);

        var refused = run();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().path("limit").asString()).isEqualTo("queue");

        end(first);
        assertThat(waiting.join().json().path("stdout").asString()).isEqualTo("mine\n");
    }
}
