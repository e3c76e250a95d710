package dev.lxdgateway.attack;

import static dev.lxdgateway.support.LogsTellNoSecret.PLANTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.LogsTellNoSecret;
import dev.lxdgateway.support.OwnGateway;
import dev.lxdgateway.support.WithGateway;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No secret gets out by what the gateway says of itself. What it logs {@link LogsTellNoSecret} looks at. */
final class SecretsIT {

    private static final String[] CONFIGURED = {
        "--spring.datasource.password=" + PLANTED + "database",
        "--management.endpoints.web.exposure.include=*",
        "--logging.level.dev.lxdgateway=TRACE",
        "--gateway.audit.command=program"
    };

    @Test
    void getsNoneOut() {
        try (var gateway = OwnGateway.start(arguments())) {
            var api = gateway.api();
            var secrets = use(api);
            var said = said(gateway, api);

            said.forEach((where, text) -> {
                assertThat(text).as(where).doesNotContain(PLANTED, WithGateway.TOKEN);
                secrets.forEach((what, secret) ->
                        assertThat(text).as("%s in %s", what, where).doesNotContain(secret));
            });
            assertThat(said.get("prometheus")).contains("gateway_sessions_active");
            assertThat(said.get("env")).contains("gateway.access.admin-token");
            assertThat(said.get("audit")).contains("session-start");
        }
    }

    private static String[] arguments() {
        var lab = Lab.get();
        var remotes = lab.remotes().stream()
                .map(remote -> "--gateway.remotes.%s.socket=%s".formatted(remote, lab.value(remote, "SOCKET")));
        return Stream.concat(Stream.of(CONFIGURED), remotes).toArray(String[]::new);
    }

    /** Does what callers do, with secrets wherever they can be, and gives those that the gateway made. */
    private static Map<String, String> use(Api api) {
        var remote = Lab.get().remotes().getFirst();
        var made = new LinkedHashMap<String, String>();
        var token = api.post("/api/v1/tokens", Map.of("name", "secrets", "expiresIn", "1h"));
        made.put("token", token.json().path("token").asString());
        var body = Map.of(
                "command", List.of("echo", PLANTED + "argument"),
                "environment", Map.of("PASSWORD", PLANTED + "variable"),
                "stdin", PLANTED + "input");
        assertThat(api.exec(remote, body).path("exitCode").asInt()).isZero();
        var started = api.post(
                "/api/v1/instances/demo/sessions?remote=" + remote,
                Map.of("command", List.of("cat"), "environment", Map.of("TOKEN", PLANTED + "variable")));
        var session = started.json().path("id").asString();
        made.put("ticket", started.json().path("ticket").asString());
        try (var terminal = api.attach(session, "")) {
            terminal.type(PLANTED + "typed\r");
            terminal.awaitOutput(PLANTED + "typed");
        }
        api.delete("/api/v1/sessions/" + session);
        var stranger = new Api(api.base(), token.json().path("token").asString());
        assertThat(stranger.post("/api/v1/instances/demo/exec", body).status()).isEqualTo(403);
        var wrong = new Api(api.base(), "lxg_" + PLANTED + "token");
        assertThat(wrong.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(api.post("/api/v1/instances/demo/exec", Map.of("command", PLANTED + "wrong"))
                        .status())
                .isEqualTo(400);
        await().until(() ->
                api.get("/api/v1/audit?action=session-end").response().body().contains(session));
        return made;
    }

    private static Map<String, String> said(OwnGateway gateway, Api api) {
        var said = new LinkedHashMap<String, String>();
        said.put("audit", api.get("/api/v1/audit?limit=1000").response().body());
        var management = management(gateway);
        for (var endpoint : List.of(
                "env",
                "configprops",
                "prometheus",
                "health",
                "info",
                "beans",
                "conditions",
                "mappings",
                "loggers",
                "metrics",
                "threaddump",
                "scheduledtasks",
                "flyway")) {
            var answer = management.get("/actuator/" + endpoint);
            assertThat(answer.status()).as(endpoint).isEqualTo(200);
            said.put(endpoint, answer.response().body());
        }
        return said;
    }

    private static Api management(OwnGateway gateway) {
        var port = gateway.context().getEnvironment().getRequiredProperty("local.management.port");
        return new Api(URI.create("http://127.0.0.1:" + port), WithGateway.TOKEN);
    }
}
