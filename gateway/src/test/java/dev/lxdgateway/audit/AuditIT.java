package dev.lxdgateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WebLogin;
import dev.lxdgateway.support.WithGateway;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What callers do is written down. */
final class AuditIT extends WithGateway {

    private String remote = "";

    @BeforeEach
    void pick() {
        remote = Lab.get().remotes().getFirst();
    }

    private List<JsonNode> events(String query) {
        var answer = api().get("/api/v1/audit?" + query);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json().path("items").valueStream().toList().reversed();
    }

    private static String action(JsonNode event) {
        return event.path("action").asString();
    }

    @Test
    void tellsASessionFromStartToEnd() {
        var body = Map.of(
                "command",
                List.of("sh", "-c", "echo ready; read x; exit 7"),
                "environment",
                Map.of("PASSWORD", "hunter2"));
        var session = api().session(remote, body);
        try (var writer = api().attach(session, "");
                var observer = api().attach(session, "?mode=observer")) {
            observer.awaitFrame("attached");
            writer.send(Map.of("type", "signal", "signal", "CONT"));
            // what comes with a terminal's end, as the key's echo, old servers lose
            writer.awaitOutput("ready");
            writer.type("x\r");
            writer.awaitExit();
        }
        await().until(() -> events("session=" + session).size() == 5);

        var events = events("session=" + session);
        assertThat(events.stream().map(AuditIT::action))
                .containsExactlyInAnyOrder("session-start", "attach", "observe", "signal", "session-end");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.path("subject").asString()).isEqualTo("admin");
            assertThat(event.path("source").asString()).isEqualTo("127.0.0.1");
            assertThat(event.path("remote").asString()).isEqualTo(remote);
            assertThat(event.path("instance").asString()).isEqualTo("demo");
            assertThat(event.path("hash").asString()).hasSize(64);
        });
        assertThat(action(events.getFirst())).isEqualTo("session-start");
        assertThatObject(events.getLast().path("detail"))
                .returns(7, detail -> detail.path("exitCode").asInt())
                .returns("exited", detail -> detail.path("reason").asString())
                .returns(true, detail -> detail.path("stdout").asLong() > 0);
        assertThat(events.toString()).doesNotContain("hunter2", "PASSWORD", "read x");
    }

    @Test
    void tellsWhatWasRefused() {
        var made = api().post("/api/v1/tokens", Map.of("name", "audit-stranger", "expiresIn", "1h"));
        var stranger = new Api(api().base(), made.json().path("token").asString());

        assertThat(stranger.post("/api/v1/instances/demo/exec", Map.of("command", List.of("id")))
                        .status())
                .isEqualTo(403);
        assertThat(stranger.get("/api/v1/audit").status()).isEqualTo(403);
        assertThat(api().delete("/api/v1/tokens/" + made.json().path("id").asString())
                        .status())
                .isEqualTo(204);

        await().until(() -> events("subject=token:audit-stranger").size() == 2);
        assertThat(events("subject=token:audit-stranger&result=denied"))
                .extracting(event -> event.path("detail").path("what").asString())
                .containsExactly(
                        "exec in %s:default/demo".formatted(Lab.get().remotes().getFirst()), "administrate");
        assertThat(events("action=token-create")
                        .getLast()
                        .path("detail")
                        .path("token")
                        .asString())
                .isEqualTo("audit-stranger");
        assertThat(events("action=token-revoke")
                        .getLast()
                        .path("detail")
                        .path("token")
                        .asString())
                .isEqualTo("audit-stranger");
    }

    @Test
    void tellsWhoSignsInAndOut() {
        var visitor = WebLogin.visitor(api());
        assertThat(visitor.signIn("wrong").status()).isEqualTo(401);
        assertThat(visitor.signIn(TOKEN).status()).isEqualTo(204);
        assertThat(visitor.call("POST", "/logout", "").status()).isEqualTo(204);

        await().until(() -> !events("action=logout").isEmpty()
                && !events("action=login-failed").isEmpty());
        assertThat(events("action=login").getLast().path("subject").asString()).isEqualTo("admin");
        assertThatObject(events("action=login-failed").getLast())
                .returns("nobody", event -> event.path("subject").asString())
                .returns("127.0.0.1", event -> event.path("source").asString());
    }

    @Test
    void pagesAndExportsWhatCanBeChecked() {
        for (int i = 0; i < 3; i++) {
            api().exec(remote, "true");
        }
        await().until(() -> events("action=session-end").size() >= 3);

        var first = api().get("/api/v1/audit?limit=2").json();
        var second = api().get(
                        "/api/v1/audit?limit=2&cursor=" + first.path("next").asString())
                .json();
        assertThat(first.path("items").get(1).path("seq").asLong())
                .isEqualTo(second.path("items").get(0).path("seq").asLong() + 1);
        var export = api().get("/api/v1/audit?format=ndjson");
        assertThat(export.header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(AuditCheck.of(export.response().body().lines(), Api.JSON).fault())
                .isNull();
        assertThatObject(api().get("/api/v1/audit/check").json())
                .returns(true, check -> check.path("fault").isNull())
                .returns(true, check -> check.path("events").asLong() >= 6);
        assertThat(api().get("/api/v1/audit?from=yesterday").code()).isEqualTo("invalid-request");
    }
}
