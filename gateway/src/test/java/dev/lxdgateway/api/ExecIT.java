package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The JSON form of exec, on every server of the lab. */
class ExecIT extends WithGateway {

    @ParameterizedTest
    @MethodSource("labRemotes")
    void keepsTheStreamsApartAndTellsTheExitCode(String remote) {
        var result = api().exec(remote, "sh", "-c", "echo out; echo err >&2; exit 7");

        assertThat(result.path("exitCode").asInt()).isEqualTo(7);
        assertThat(result.path("stdout").asString()).isEqualTo("out\n");
        assertThat(result.path("stderr").asString()).isEqualTo("err\n");
        assertThat(result.path("reason").asString()).isEqualTo("exited");
        assertThat(result.path("tail").asString()).isEqualTo("complete");
        assertThat(result.path("encoding").asString()).isEqualTo("utf-8");
        assertThat(result.path("truncated").asBoolean()).isFalse();
        assertThat(result.path("stdoutBytes").asLong()).isEqualTo(4);
        assertThat(result.path("stdoutSha256").asString())
                .isEqualTo("54034ac5c6e9ea95734ec2b729fd6d62abf64af34a9f9ce5d466cb788191a73d");
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void tellsASignalByItsName(String remote) {
        var result = api().exec(remote, "sh", "-c", "kill -9 $$");

        assertThat(result.path("exitCode").asInt()).isEqualTo(137);
        assertThat(result.path("signal").asString()).isEqualTo("KILL");
        assertThat(result.path("reason").asString()).isEqualTo("signal");
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void hasTheShellsCodesForWhatCannotBeRun(String remote) {
        assertThat(api().exec(remote, "nosuch").path("exitCode").asInt()).isEqualTo(127);
        assertThat(api().exec(remote, "/etc").path("exitCode").asInt()).isEqualTo(126);
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void passesEnvironmentUserGroupAndDirectory(String remote) {
        var result = api().exec(
                        remote,
                        Map.of(
                                "command",
                                List.of("sh", "-c", "echo $GREETING; id -u; id -g; pwd"),
                                "environment",
                                Map.of("GREETING", "hällo = 1\n2"),
                                "user",
                                1000,
                                "group",
                                1001,
                                "cwd",
                                "/tmp"));

        assertThat(result.path("stdout").asString()).isEqualTo("hällo = 1 2\n1000\n1001\n/tmp\n");
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void feedsStdinAndEndsIt(String remote) {
        var text = api().exec(remote, Map.of("command", List.of("cat"), "stdin", "grüße\n"));
        var none = api().exec(remote, "cat");

        assertThat(text.path("stdout").asString()).isEqualTo("grüße\n");
        assertThat(none.path("stdout").asString()).isEmpty();
        assertThat(none.path("exitCode").asInt()).isZero();
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void carriesBytesThatAreNoText(String remote) {
        var bytes = new byte[4 * 1024 * 1024];
        new Random(7).nextBytes(bytes);
        var stdin = Map.of("base64", Base64.getEncoder().encodeToString(bytes));

        var result = api().exec(remote, Map.of("command", List.of("cat"), "stdin", stdin));

        assertThat(result.path("encoding").asString()).isEqualTo("base64");
        assertThat(Arrays.equals(
                        Base64.getDecoder().decode(result.path("stdout").asString()), bytes))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void truncatesAtTheCallersLimitAndCountsOn(String remote) {
        var result = api().exec(
                        remote, Map.of("command", List.of("sh", "-c", "yes ä | head -c 300000"), "maxOutput", "1000"));

        assertThat(result.path("truncated").asBoolean()).isTrue();
        assertThat(result.path("encoding").asString()).isEqualTo("utf-8");
        assertThat(result.path("stdout").asString().getBytes(StandardCharsets.UTF_8))
                .hasSizeBetween(998, 1000);
        assertThat(result.path("stdoutBytes").asLong()).isEqualTo(300_000);
        assertThat(result.path("tail").asString()).isEqualTo("complete");
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void endsACommandThatTakesTooLong(String remote) {
        var result = api().exec(remote, Map.of("command", List.of("sleep", "600"), "timeout", "300ms"));

        assertThat(result.path("reason").asString()).isEqualTo("killed-by-timeout");
        assertThat(result.path("exitCode").asInt()).isEqualTo(129);
        assertThat(result.path("signal").asString()).isEqualTo("HUP");
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void takesTheCommandWithACallerThatGoesAway(String remote) throws IOException {
        var body = "{\"command\":[\"sleep\",\"4242\"]}";
        try (var socket = new Socket(api().base().getHost(), api().base().getPort())) {
            var request = """
                    POST /api/v1/instances/demo/exec?remote=%s HTTP/1.1
                    Host: %s
                    Authorization: Bearer %s
                    Content-Type: application/json
                    Content-Length: %d

                    %s""".formatted(remote, api().base().getAuthority(), api().token(), body.length(), body);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            await().until(() -> sleeper().path("state").asString("").equals("running"));
        }

        await().atMost(Duration.ofSeconds(5))
                .until(() -> sleeper().path("state").asString("").equals("ended"));
        assertThat(sleeper().path("exit").path("reason").asString()).isEqualTo("hung-up");
        assertThat(sleeper().path("exit").path("signal").asString()).isEqualTo("HUP");
        assertThat(api().exec(remote, "ps").path("stdout").asString()).doesNotContain("4242");
    }

    /** The newest session of the one test that sleeps for so long. */
    private JsonNode sleeper() {
        return api().get("/api/v1/sessions")
                .json()
                .path("items")
                .valueStream()
                .filter(session -> session.path("command").path(1).asString("").equals("4242"))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    @Test
    void goesToTheDefaultRemoteUnlessToldOtherwise() {
        var first = Lab.get().remotes().getFirst();

        var instances = api().get("/api/v1/instances").json().path("items");

        assertThat(instances.valueStream().map(item -> item.path("remote").asString()))
                .isNotEmpty()
                .containsOnly(first);
        assertThat(instances.valueStream().map(item -> item.path("name").asString()))
                .contains("demo");
    }
}
