package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.WithGateway;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions over HTTP alone. */
class SessionsIT extends WithGateway {

    @ParameterizedTest
    @MethodSource("labRemotes")
    void startsASessionAndWaitsForItsEnd(String remote) {
        var body = Map.of("command", List.of("sh", "-c", "echo hi; exit 3"), "interactive", false);

        var started = api().post("/api/v1/instances/demo/sessions?remote=" + remote, body);
        var id = started.json().path("id").asString();
        var exit = api().get("/api/v1/sessions/" + id + "/wait?timeout=10s");
        var after = api().get("/api/v1/sessions/" + id);

        assertThat(started.status()).isEqualTo(201);
        assertThat(started.header("Location")).isEqualTo("/api/v1/sessions/" + id);
        assertThat(started.json().path("attachUrl").asString()).isEqualTo("/api/v1/sessions/" + id + "/attach");
        assertThat(started.json().path("ticket").asString()).hasSizeGreaterThan(40);
        assertThat(started.json().path("remote").asString()).isEqualTo(remote);
        assertThat(exit.status()).isEqualTo(200);
        assertThat(exit.json().path("exitCode").asInt()).isEqualTo(3);
        assertThat(exit.json().path("bytes").path("stdout").asLong()).isEqualTo(3);
        assertThat(after.json().path("state").asString()).isEqualTo("ended");
        assertThat(after.json().path("exit")).isEqualTo(exit.json());
        assertThat(api().get("/api/v1/sessions")
                        .json()
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("id").asString()))
                .contains(id);
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void saysThatASessionStillRuns(String remote) {
        var id = api().session(remote, Map.of("command", List.of("sleep", "60"), "interactive", false));

        var still = api().get("/api/v1/sessions/" + id + "/wait?timeout=50ms");

        assertThat(still.status()).isEqualTo(202);
        assertThat(still.json().path("state").asString()).isEqualTo("running");
        api().delete("/api/v1/sessions/" + id);
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void deliversSignalsByNameAndNumber(String remote) {
        for (var signal : List.of("TERM", "SIGTERM", "15")) {
            var id = api().session(remote, Map.of("command", List.of("sleep", "60"), "interactive", false));

            var sent = api().post("/api/v1/sessions/" + id + "/signal", Map.of("signal", signal));
            var exit = api().get("/api/v1/sessions/" + id + "/wait?timeout=10s").json();

            assertThat(sent.status()).isEqualTo(204);
            assertThat(exit.path("exitCode").asInt()).isEqualTo(143);
            assertThat(exit.path("signal").asString()).isEqualTo("TERM");
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void endsASessionByTheLadder(String remote) {
        var id = api().session(
                        remote,
                        Map.of(
                                "command",
                                List.of(
                                        "sh",
                                        "-c",
                                        "trap '' HUP; trap 'echo bye; exit 5' TERM; echo on; while :; do sleep 0.1; done"),
                                "interactive",
                                false));

        await().until(() -> outputEnd(id) == 3);

        var deleted = api().delete("/api/v1/sessions/" + id);
        var exit = api().get("/api/v1/sessions/" + id + "/wait?timeout=20s").json();

        assertThat(deleted.status()).isEqualTo(202);
        assertThat(exit.path("reason").asString()).isEqualTo("hung-up");
        assertThat(exit.path("exitCode").asInt()).isEqualTo(5);
        assertThat(exit.path("bytes").path("stdout").asLong()).isEqualTo(7);
        assertThat(api().delete("/api/v1/sessions/" + id).status()).isEqualTo(204);
    }

    private long outputEnd(String id) {
        return api().get("/api/v1/sessions/" + id)
                .json()
                .path("output")
                .path("end")
                .asLong();
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void refusesToSignalWhatHasEnded(String remote) {
        var id = api().session(remote, Map.of("command", List.of("true"), "interactive", false));
        api().get("/api/v1/sessions/" + id + "/wait?timeout=10s");

        var refused = api().post("/api/v1/sessions/" + id + "/signal", Map.of("signal", "TERM"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("session-ended");
    }
}
