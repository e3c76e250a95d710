package dev.lxdgateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.audit.AuditVerifyCommand;
import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.ExecSocket;
import dev.lxdgateway.support.GatewayProcess;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A gateway's process that is told to go while it has work. */
@Timeout(300)
class DrainIT {

    private static final String REMOTE = Lab.get().remotes().getFirst();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String STUBBORN = "trap '' HUP TERM; echo ready; while :; do sleep 1; done";

    @TempDir
    private Path directory = Path.of("unset");

    private GatewayProcess gateway(String propagation, String timeout, String grace) {
        return GatewayProcess.start(
                directory,
                "--gateway.remotes.%s.socket=%s".formatted(REMOTE, Lab.get().value(REMOTE, "SOCKET")),
                "--gateway.drain.propagation=" + propagation,
                "--gateway.drain.timeout=" + timeout,
                "--gateway.exec.hangup.grace=" + grace);
    }

    private static Api.Answer exec(Api api, String accept, String... command) {
        return api.call(
                "POST",
                "/api/v1/instances/demo/exec",
                Api.JSON.writeValueAsString(Map.of("command", List.of(command))),
                Map.of("Accept", accept));
    }

    private static <T> CompletableFuture<T> beside(Supplier<T> request) {
        return CompletableFuture.supplyAsync(request, task -> Thread.ofVirtual().start(task));
    }

    @Test
    void servesThenRefusesThenEndsWhatIsLeft() throws Exception {
        try (var gateway = gateway("6s", "6s", "500ms")) {
            var api = gateway.api();
            var terminal = api.terminal(REMOTE, "sh");
            var lonely = api.session(REMOTE, Map.of("command", List.of("sleep", "1000")));
            var json = beside(() -> exec(api, "application/json", "sh", "-c", "echo out; sleep 1000"));
            var events = beside(() -> exec(api, "application/x-ndjson", "sh", "-c", "echo out; sleep 1000"));
            var raw = beside(() -> rawExec(api));
            await().until(() -> running(api) == 5);
            long told = System.nanoTime();

            gateway.signal("TERM");

            await().atMost(Duration.ofSeconds(4)).until(() -> gateway.readiness() == 503);
            assertThat(api.get("/readyz").status()).isEqualTo(503);
            assertThat(api.get("/livez").status()).isEqualTo(200);
            var served = exec(api, "application/json", "echo", "still");
            assertThat(served.json().path("stdout").asString()).as("%s", served).isEqualTo("still\n");
            assertThat(served.header("Connection")).isEqualTo("close");
            assertThat(terminal.frames()).noneMatch(frame -> isOf("draining", frame));

            var announced = terminal.awaitFrame("draining");
            assertThat(sinceNanos(told)).isGreaterThan(Duration.ofSeconds(6));
            var deadline = Instant.parse(announced.path("deadline").asString());
            assertThat(deadline)
                    .isBetween(Instant.now().plusSeconds(2), Instant.now().plusSeconds(6));
            assertRefused(api);
            assertThat(gateway.readiness()).isEqualTo(503);
            assertThat(gateway.management()
                            .get("/actuator/prometheus")
                            .response()
                            .body())
                    .contains("gateway_draining 1.0");
            terminal.type("echo $((6 * 7))\n");
            terminal.awaitOutput("42");
            try (var late = api.attach(lonely, "")) {
                assertThat(late.awaitFrame("draining").path("deadline")).isEqualTo(announced.path("deadline"));
                assertThat(late.frames().getFirst().path("type").asString()).isEqualTo("attached");
                assertThat(exit(late)).isEqualTo("gateway-drain 129 1000");
            }

            assertThat(Instant.now()).isAfter(deadline);
            assertThat(exit(terminal)).isEqualTo("gateway-drain 129 1000");
            assertThat(json.get().json().path("reason").asString()).isEqualTo("gateway-drain");
            assertThat(json.get().json().path("stdout").asString()).isEqualTo("out\n");
            assertThat(events.get().response().body().lines().reduce("", (_, last) -> last))
                    .contains("\"reason\":\"gateway-drain\"");
            assertThat(raw.get()).contains("out\n", "Exec-Exit-Code: 129");
            assertThat(gateway.awaitExit(SOON)).isZero();
            assertThat(audit()).startsWith("14 events, none changed or missing");
        }
    }

    private static int running(Api api) {
        return api.get("/api/v1/sessions?state=running").json().path("items").size();
    }

    private static boolean isOf(String type, JsonNode frame) {
        return frame.path("type").asString("").equals(type);
    }

    private static Duration sinceNanos(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void assertRefused(Api api) {
        for (var path : List.of("exec", "sessions")) {
            var refused = api.post("/api/v1/instances/demo/" + path, Map.of("command", List.of("true")));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("draining");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.header("Connection")).isEqualTo("close");
        }
    }

    /** Reason, exit code and the close's code. */
    private static String exit(ExecSocket socket) {
        var exit = socket.awaitExit();
        return "%s %s %d".formatted(exit.path("reason").asString(), exit.path("exitCode"), socket.awaitClose());
    }

    /** With its trailers. */
    private static String rawExec(Api api) {
        return curl(
                "-D",
                "-",
                "-X",
                "POST",
                api.base() + "/api/v1/instances/demo/exec?command=sh&command=-c&command=echo%20out;sleep%201000");
    }

    private static String curl(String... arguments) {
        return Lab.run(Stream.concat(
                                Stream.of("curl", "-sS", "-H", "Authorization: Bearer " + WithGateway.TOKEN),
                                Stream.of(arguments))
                        .toArray(String[]::new))
                .output();
    }

    private String audit() {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        AuditVerifyCommand.run(
                List.of("--spring.datasource.url=" + GatewayProcess.database(directory)), stream, stream);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void goesOnAsSoonAsTheLastSessionHasEnded() throws Exception {
        try (var gateway = gateway("0s", "60s", "1s");
                var terminal = gateway.api().terminal(REMOTE, "sh")) {
            gateway.signal("TERM");
            terminal.awaitFrame("draining");
            terminal.type("exit 3\n");

            assertThat(exit(terminal)).isEqualTo("exited 3 1000");
            assertThat(gateway.awaitExit(SOON)).isZero();
        }
    }

    @Test
    void hurriesWhenItIsToldAgain() throws Exception {
        try (var gateway = gateway("60s", "60s", "60s");
                var gentle = gateway.api().terminal(REMOTE, "sh");
                var stubborn = gateway.api().pipes(REMOTE, "sh", "-c", STUBBORN)) {
            stubborn.awaitOutput("ready");
            gateway.signal("TERM");
            await().until(() -> gateway.readiness() == 503);

            gateway.signal("TERM");
            assertThat(exit(gentle)).isEqualTo("gateway-drain 129 1000");
            gateway.signal("TERM");

            assertThat(exit(stubborn)).isEqualTo("gateway-drain 137 1000");
            assertThat(gateway.awaitExit(SOON)).isZero();
            assertThat(audit()).contains("none changed or missing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void goesAtOnceWithoutSessions(String signal) throws Exception {
        try (var gateway = gateway("0s", "60s", "60s")) {
            gateway.signal(signal);
            assertThat(gateway.awaitExit(SOON)).isZero();
        }
    }

    /** Of three requests by one client the second finds the connection ended. */
    @Test
    void endsConnectionsOfHttp2() throws Exception {
        try (var gateway = gateway("60s", "0s", "1s")) {
            var url = gateway.api().base() + "/api/v1/instances";
            gateway.signal("TERM");
            await().until(() -> gateway.readiness() == 503);

            var connects = curl(
                    "--http2-prior-knowledge",
                    "-o",
                    "/dev/null",
                    "-w",
                    "%{http_code} %{num_connects}\n",
                    url,
                    "-o",
                    "/dev/null",
                    url);

            assertThat(connects).isEqualTo("200 1\n200 1\n");
            gateway.signal("TERM");
            assertThat(gateway.awaitExit(SOON)).isZero();
        }
    }
}
