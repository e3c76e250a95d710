package dev.lxdgateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What is no longer allowed ends, however long it has gone on. */
final class RightsTakenAwayIT extends WithGateway {

    private static final Duration SOON = Duration.ofSeconds(5);

    private static final String REFUSAL = "no rule allows token:worker-policy to exec";

    private static final String RULES = """
            rules:
              - name: workers
                allow: [list, exec]
                subjects: {tokens: ["worker-*"]}
              - name: watchers
                allow: [observe]
                subjects: {tokens: ["watcher-*"]}
            """;

    @TempDir
    private static Path directory;

    private String remote = "";

    @DynamicPropertySource
    static void policy(DynamicPropertyRegistry registry) throws IOException {
        write(RULES);
        registry.add("gateway.access.policy", () -> directory.resolve("policy.yaml"));
    }

    private static void write(String policy) throws IOException {
        var next = Files.writeString(directory.resolve("next.yaml"), policy);
        Files.move(next, directory.resolve("policy.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    @BeforeEach
    void reset() throws IOException {
        remote = Lab.get().remotes().getFirst();
        change(RULES, true);
    }

    /** Returns when the policy is in force. */
    private void change(String policy, boolean mayWork) throws IOException {
        write(policy);
        var path =
                "/api/v1/access/explain?subject=token:worker-x&verb=exec&instance=demo&command=true&remote=" + remote;
        await().atMost(SOON).until(() -> api().get(path).json().path("allowed").asBoolean() == mayWork);
    }

    private record Machine(String id, Api api) {}

    private Machine machine(String name) {
        var made = api().post("/api/v1/tokens", Map.of("name", name, "expiresIn", "1h"));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        return new Machine(
                made.json().path("id").asString(),
                new Api(api().base(), made.json().path("token").asString()));
    }

    private JsonNode exit(String session) {
        var ended = api().get("/api/v1/sessions/%s/wait?timeout=5s".formatted(session));
        assertThat(ended.status()).as("%s", ended).isEqualTo(200);
        return ended.json();
    }

    @Test
    void endsWhatAChangedPolicyForbids() throws IOException {
        var worker = machine("worker-policy");
        var watcher = machine("watcher-policy");
        var session = worker.api()
                .session(remote, Map.of("command", List.of("sh", "-c", "trap '' HUP TERM; while :; do sleep 1; done")));
        try (var own = worker.api().attach(session, "");
                var other = watcher.api().attach(session, "?mode=observer")) {
            own.awaitFrame("attached");
            other.awaitFrame("attached");

            change(RULES.replace("watcher-*", "nobody"), true);

            assertThatObject(other.awaitFrame("error"))
                    .returns("forbidden", error -> error.path("code").asString())
                    .returns(true, error -> error.path("detail").asString().startsWith("no rule allows"));
            assertThat(other.awaitClose()).isEqualTo(4403);
            assertThat(own.isAnswered()).isTrue();

            change(RULES.replace("worker-*", "nobody"), false);

            assertThat(own.awaitFrame("error").path("detail").asString()).contains(REFUSAL);
            assertThat(own.awaitClose()).isEqualTo(4403);
        }
        assertThatObject(exit(session))
                .returns("hung-up", exit -> exit.path("reason").asString())
                .returns(true, exit -> exit.path("detail").asString().contains(REFUSAL));
    }

    @Test
    void keepsThePolicyWhenTheNewOneIsWrong() throws IOException {
        var worker = machine("worker-wrong");
        var session = worker.api().session(remote, Map.of("command", List.of("cat")));

        write("rules:\n  - name: workers\n    allow: [all]\n");

        await().atMost(SOON).until(() -> !audit("policy-error").isEmpty());
        assertThat(audit("policy-error").get(0).path("detail").path("error").asString())
                .contains("policy.yaml, line 3: rules[0].allow[0]: 'all' is no verb");
        assertThat(api().get("/api/v1/sessions/" + session).json().path("state").asString())
                .isEqualTo("running");
        assertThat(worker.api().delete("/api/v1/sessions/" + session).status()).isEqualTo(202);
    }

    private JsonNode audit(String action) {
        return api().get("/api/v1/audit?action=" + action).json().path("items");
    }

    @Test
    void endsWhatARevokedTokenDoes() {
        var worker = machine("worker-revoked");
        var session = worker.api().session(remote, Map.of("command", List.of("cat")));
        var exec = CompletableFuture.supplyAsync(() -> worker.api().exec(remote, "sleep", "60"));
        try (var own = worker.api().attach(session, "")) {
            own.awaitFrame("attached");
            await().atMost(SOON).until(() -> running("worker-revoked") == 2);

            assertThat(api().delete("/api/v1/tokens/" + worker.id()).status()).isEqualTo(204);

            assertThat(own.awaitClose()).isIn(4403, 1000);
        }
        assertThatObject(exit(session))
                .returns("hung-up", exit -> exit.path("reason").asString())
                .returns(true, exit -> exit.path("detail").asString().contains("no longer good"));
        assertThat(exec.orTimeout(5, TimeUnit.SECONDS).join().path("reason").asString())
                .isEqualTo("hung-up");
        assertThat(worker.api().get("/api/v1/me").status()).isEqualTo(401);
    }

    private long running(String token) {
        return api().get("/api/v1/sessions?state=running")
                .json()
                .path("items")
                .valueStream()
                .filter(session -> session.path("owner").asString().equals("token:" + token))
                .count();
    }
}
