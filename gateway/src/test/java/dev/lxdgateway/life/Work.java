package dev.lxdgateway.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.ExecSocket;
import dev.lxdgateway.support.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A terminal and a command by pipes at work in one instance, which both have said that they have begun. */
record Work(ExecSocket terminal, ExecSocket pipes) implements AutoCloseable {

    private static final List<String> COMMAND = List.of("sh", "-c", "echo begun; while :; do sleep 1; done");

    static Work begin(Api api, String remote, String instance) {
        var work = new Work(open(api, remote, instance, true), open(api, remote, instance, false));
        work.terminal.awaitOutput("begun");
        work.pipes.awaitOutput("begun");
        return work;
    }

    private static ExecSocket open(Api api, String remote, String instance, boolean interactive) {
        var started = api.post(
                "/api/v1/instances/%s/sessions?remote=%s".formatted(instance, remote),
                Map.of("command", COMMAND, "interactive", interactive));
        assertThat(started.status()).as(started.toString()).isEqualTo(201);
        return api.attach(started.json().path("id").asString(), "");
    }

    /** Both have ended for that reason, with what they wrote. */
    void assertEnded(String reason) {
        for (var socket : List.of(terminal, pipes)) {
            var exit = socket.awaitExit();
            assertThat(exit.path("reason").asString()).as(exit.toString()).isEqualTo(reason);
            assertThat(socket.output()).startsWith("begun");
            assertThat(exit.path("bytes").path("stdout").asLong()).isEqualTo(socket.received());
        }
    }

    /** The codes that the exits tell, -1 for none. */
    List<Integer> codes() {
        return List.of(code(terminal.awaitExit()), code(pipes.awaitExit()));
    }

    private static int code(JsonNode exit) {
        return exit.path("exitCode").asInt(-1);
    }

    /** Nothing of it is left in the gateway. */
    static void assertNothingLeft(Api management) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(management
                                .get("/actuator/prometheus")
                                .response()
                                .body())
                        .contains("gateway_sessions_active 0.0"));
    }

    /** No operation of that instance is left running in the server. */
    static void assertNoOperation(String remote, String instance) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(operations(remote)).doesNotContain("/instances/" + instance));
    }

    private static String operations(String remote) {
        var lab = Lab.get();
        return lab.client(remote, "query", lab.named(remote, "/1.0/operations?recursion=1"))
                .orFail()
                .output();
    }

    static void assertExecWorks(Api api, String remote, String instance) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var answer = api.post(
                    "/api/v1/instances/%s/exec?remote=%s".formatted(instance, remote),
                    Map.of("command", List.of("sh", "-c", "exit 3")));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.json().path("exitCode").asInt()).isEqualTo(3);
        });
    }

    @Override
    public void close() {
        terminal.close();
        pipes.close();
    }
}
