package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.FleetingCaller;
import dev.lxdgateway.support.WithGateway;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** Requests with an Idempotency-Key: whatever happens to them, the command runs once. */
@TestPropertySource(properties = {"gateway.exec.idempotency.grace=1s", "gateway.exec.idempotency.results=100KB"})
class IdempotencyIT extends WithGateway {

    private final String key = UUID.randomUUID().toString();
    private final String file = "/tmp/" + key;

    private Api.Answer exec(String remote, String script) {
        return exec(remote, script, Map.of());
    }

    private Api.Answer exec(String remote, String script, Map<String, String> headers) {
        return ask("exec", remote, Map.of("command", List.of("sh", "-c", script)), headers);
    }

    private Api.Answer ask(String route, String remote, Map<String, ?> body, Map<String, String> headers) {
        var all = new HashMap<>(Map.of("Idempotency-Key", key));
        all.putAll(headers);
        return api().call(
                        "POST",
                        "/api/v1/instances/demo/%s?remote=%s".formatted(route, remote),
                        Api.JSON.writeValueAsString(body),
                        all);
    }

    private String marks(String remote) {
        return api().exec(remote, "cat", file).path("stdout").asString();
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void runsOnceForRequestsThatRace(String remote) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = Stream.generate(
                            () -> threads.submit(() -> exec(remote, "echo ran | tee -a %s; sleep 1".formatted(file))))
                    .limit(8)
                    .toList();
            int first = 0;
            for (var answer : asked) {
                assertThat(answer.get().status()).isEqualTo(200);
                assertThat(answer.get().json().path("stdout").asString()).isEqualTo("ran\n");
                first += answer.get().header("Idempotency-Replayed").equals("false") ? 1 : 0;
            }
            assertThat(first).isOne();
        }
        assertThat(marks(remote)).isEqualTo("ran\n");
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void letsARetryJoinWhatALostConnectionHasStarted(String remote) {
        var script = "echo ran >>%s; sleep 2; echo $$; exit 4".formatted(file);
        try (var _ = FleetingCaller.asking(api(), remote, Map.of("Idempotency-Key", key), "sh", "-c", script)) {
            await().until(() -> marks(remote).equals("ran\n"));
        }

        var joined = exec(remote, script);
        var later = exec(remote, script);

        assertThat(joined.json().path("exitCode").asInt(-1)).isEqualTo(4);
        assertThat(joined.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(later.json()).isEqualTo(joined.json());
        assertThat(marks(remote)).isEqualTo("ran\n");
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void endsACommandForWhichNobodyComesBack(String remote) {
        var script = "echo $$ >%s; exec sleep 1000".formatted(file);
        try (var _ = FleetingCaller.asking(api(), remote, Map.of("Idempotency-Key", key), "sh", "-c", script)) {
            await().until(() -> !marks(remote).isEmpty());
        }
        var pid = marks(remote).strip();

        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        api().exec(remote, "kill", "-0", pid).path("exitCode").asInt() != 0);
        assertThat(exec(remote, script).json().path("reason").asString()).isEqualTo("hung-up");
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void startsOneSession(String remote) {
        var body = Map.of("command", List.of("sh", "-c", "echo ran >>" + file), "interactive", false);
        var first = ask("sessions", remote, body, Map.of());
        var second = ask("sessions", remote, body, Map.of());

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        api().get(first.header("Location") + "/wait");
        assertThat(marks(remote)).isEqualTo("ran\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-ndjson", "text/event-stream"})
    void tellsTheEventsAgain(String accept) {
        var remote = labRemotes().iterator().next();
        var script = "echo ran | tee -a %s; exit 3".formatted(file);
        var first = exec(remote, script, Map.of("Accept", accept));
        var second = exec(remote, script, Map.of("Accept", accept));

        assertThat(first.response().body()).contains("\"exitCode\":3").contains("ran\\n");
        assertThat(second.response().body()).isEqualTo(first.response().body());
        assertThat(marks(remote)).isEqualTo("ran\n");
    }

    @Test
    void refusesAKeyThatStandsForAnotherRequest() {
        var remote = labRemotes().iterator().next();
        exec(remote, "true");

        var other = exec(remote, "false");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency-key-reused");
        assertThat(other.json().path("detail").asString()).contains(key).contains("new key");
        var session = Map.of("command", List.of("sh", "-c", "true"));
        assertThat(ask("sessions", remote, session, Map.of()).status()).isEqualTo(422);
    }

    @Test
    void forgetsARequestThatWasRefused() {
        var remote = labRemotes().iterator().next();
        var body = Api.JSON.writeValueAsString(Map.of("command", List.of("true")));
        var missing = api().call("POST", "/api/v1/instances/nosuch/exec", body, Map.of("Idempotency-Key", key));

        assertThat(missing.code()).isEqualTo("instance-not-found");
        assertThat(exec(remote, "true").status()).isEqualTo(200);
    }

    @Test
    void saysThatItRanWhereItsOutputIsGone() {
        var remote = labRemotes().iterator().next();
        var script = "echo ran >>%s; seq 15000".formatted(file);
        exec(remote, script);
        ask("exec", remote, Map.of("command", List.of("seq", "15000")), Map.of("Idempotency-Key", key + "-2"));

        var late = exec(remote, script);
        assertThat(late.status()).isEqualTo(410);
        assertThat(late.code()).isEqualTo("output-gone");
        assertThat(marks(remote)).isEqualTo("ran\n");
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatIsNoKey(String noKey) {
        var answer = exec(labRemotes().iterator().next(), "true", Map.of("Idempotency-Key", noKey));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asString()).contains("Idempotency-Key");
    }

    static List<String> refusesWhatIsNoKey() {
        return List.of("with space", "x".repeat(129));
    }

    @Test
    void refusesAKeyOfAPipe() {
        var answer =
                api().call("POST", "/api/v1/instances/demo/exec?command=true", null, Map.of("Idempotency-Key", key));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-request");
    }
}
