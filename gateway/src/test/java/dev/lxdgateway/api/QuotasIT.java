package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.WithGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** What callers may use, each by its own quota. */
@TestInstance(Lifecycle.PER_CLASS)
@TestPropertySource(
        properties = {
            "gateway.limits.queue-time=1s",
            "gateway.limits.callers[0].subjects=token:quota-slow*",
            "gateway.limits.callers[0].starts-per-minute=20",
            "gateway.limits.callers[1].subjects=token:quota-small",
            "gateway.limits.callers[1].sessions=1",
            "gateway.limits.callers[1].total-time=2s",
            "gateway.limits.callers[1].output=100KB",
            "gateway.limits.callers[2].subjects=token:quota-*",
            "gateway.limits.callers[2].sessions=0"
        })
class QuotasIT extends WithGateway {

    private final String remote = labRemotes().iterator().next();

    @DynamicPropertySource
    static void policy(DynamicPropertyRegistry registry) {
        var file = Path.of("src/test/resources/limits/policy.yaml").toAbsolutePath();
        registry.add("gateway.access.policy", file::toString);
    }

    @AfterEach
    void revokeTokens() {
        for (var token : api().get("/api/v1/tokens").json().path("items")) {
            api().delete("/api/v1/tokens/" + token.path("id").asString());
        }
    }

    private Api as(String name) {
        var made = api().post("/api/v1/tokens", Map.of("name", name, "expiresIn", "1h"));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        return new Api(api().base(), made.json().path("token").asString());
    }

    private Api.Answer run(Api caller, String... command) {
        return caller.post("/api/v1/instances/demo/exec?remote=" + remote, Map.of("command", List.of(command)));
    }

    private double hits(String limit) {
        var line = "gateway_limits_hits_total{limit=\"%s\"} ".formatted(limit);
        return Pattern.compile("^" + Pattern.quote(line) + "([0-9.E+-]+)$", Pattern.MULTILINE)
                .matcher(management().get("/actuator/prometheus").response().body())
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }

    private void isRefused(Api.Answer answer, String limit) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("limit-exceeded");
        assertThat(answer.json().path("limit").asString()).isEqualTo(limit);
    }

    @Test
    void servesARefusedCallerAfterTheTimeThatItWasToldAndOthersAtOnce() {
        var slow = as("quota-slow");
        double before = hits("starts-per-caller");

        var refused = IntStream.range(0, 200)
                .mapToObj(_ -> run(slow, "true"))
                .filter(answer -> answer.status() != 200)
                .findFirst()
                .orElseThrow();

        isRefused(refused, "starts-per-caller");
        assertThat(refused.json().path("detail").asString())
                .startsWith("'token:quota-slow' has started 20 sessions in a minute; the next may start in ");
        assertThat(run(api(), "true").status()).isEqualTo(200);
        var retry = Duration.ofSeconds(Long.parseLong(refused.header("Retry-After")));
        assertThat(retry).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
        var served = await().pollDelay(retry)
                .atMost(retry.plusSeconds(20))
                .until(() -> run(slow, "echo", "mine"), _ -> true);
        assertThat(served.status()).isEqualTo(200);
        assertThat(hits("starts-per-caller")).isEqualTo(before + 1);
    }

    @Test
    void tellsARefusedCallerAgainBeforeAnythingIsLookedAt() {
        var slow = as("quota-slow-too");
        var unreadable = Map.of("nonsense", 1);
        var path = "/api/v1/instances/demo/exec?remote=" + remote;
        assertThat(slow.post(path, unreadable).status()).isEqualTo(400);
        while (run(slow, "true").status() == 200) {}
        double before = hits("starts-per-caller");

        var again = await().until(
                        () -> {
                            run(slow, "true");
                            return slow.post(path, unreadable);
                        },
                        answer -> answer.status() == 429);

        isRefused(again, "starts-per-caller");
        assertThat(hits("starts-per-caller")).isGreaterThan(before + 1);
        assertThat(slow.call("POST", path, "{\"nonsense\":1}", Map.of("Idempotency-Key", "again"))
                        .status())
                .isEqualTo(400);
        assertThat(api().post(path, unreadable).status()).isEqualTo(400);
    }

    @Test
    void countsSessionsOfEachCallerByItself() {
        var small = as("quota-small");
        var none = as("quota-none");
        var session = small.session(remote, Map.of("command", List.of("sleep", "1000"), "interactive", false));

        isRefused(run(none, "true"), "sessions-per-caller");
        assertThat(run(api(), "true").status()).isEqualTo(200);
        var exit = small.get("/api/v1/sessions/%s/wait?timeout=30s".formatted(session));
        assertThat(exit.json().path("reason").asString()).isEqualTo("killed-by-timeout");
        assertThat(exit.json().path("detail").asString()).isEqualTo("it ran for longer than 2 s (total-time)");
        assertThat(hits("total-time")).isPositive();
    }

    @Test
    void keepsNoMoreOutputOfACallerThanItMayHave() {
        var small = as("quota-small");
        var first = output(small, 80_000);
        assertThat(kept(small, first)).isEqualTo(206);

        var second = output(small, 80_000);

        assertThat(kept(small, first)).isEqualTo(410);
        assertThat(kept(small, second)).isEqualTo(206);
        assertThat(hits("output-per-caller")).isPositive();
    }

    private String output(Api caller, int bytes) {
        var id = caller.session(
                remote, Map.of("command", List.of("head", "-c", "" + bytes, "/dev/zero"), "interactive", false));
        assertThat(caller.get("/api/v1/sessions/%s/wait?timeout=30s".formatted(id))
                        .status())
                .isEqualTo(200);
        return id;
    }

    private static int kept(Api caller, String session) {
        return caller.get("/api/v1/sessions/%s/output?stream=stdout".formatted(session))
                .status();
    }

    @Test
    void tellsAdministratorsTheLimitsAndWhoUsesThem() {
        var small = as("quota-small");
        var session = small.session(remote, Map.of("command", List.of("sleep", "1000"), "interactive", false));

        assertThat(small.get("/api/v1/limits").status()).isEqualTo(403);
        var limits = api().get("/api/v1/limits").json();
        small.delete("/api/v1/sessions/" + session);

        assertThat(limits.path("limits").path(0).path("name").asString()).isEqualTo("sessions");
        assertThat(limits.path("limits").path(0).path("value").asInt()).isEqualTo(10_000);
        assertThat(limits.path("special")
                        .path(0)
                        .path("limits")
                        .path("startsPerMinute")
                        .asInt())
                .isEqualTo(20);
        assertThat(limits.path("special")
                        .path(1)
                        .path("limits")
                        .path("totalTimeMs")
                        .asInt())
                .isEqualTo(2_000);
        var use = limits.path("callers")
                .valueStream()
                .filter(caller -> caller.path("caller").asString().equals("token:quota-small"))
                .findFirst()
                .orElseThrow();
        assertThat(use.path("sessions").asInt()).isEqualTo(1);
        assertThat(use.path("startsLastMinute").asInt()).isPositive();
    }
}
