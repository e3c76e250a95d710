package dev.lxdgateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.OnPostgres;
import dev.lxdgateway.support.OwnGateway;
import dev.lxdgateway.support.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real database that is lost and found, and one that is restored from a copy. */
final class DatabaseLostIT {

    private final Lab lab = Lab.get();
    private final String remote = lab.remotes().getFirst();

    @TempDir
    private Path directory;

    private OwnGateway gateway(String url) {
        return OwnGateway.start(
                "--spring.datasource.url=" + url,
                "--spring.datasource.hikari.connection-timeout=1000",
                "--gateway.audit.timeout=2s",
                "--gateway.remotes.%s.socket=%s".formatted(remote, lab.value(remote, "SOCKET")));
    }

    private static List<String> actions(Api api, String session) {
        return api.get("/api/v1/audit?session=" + session)
                .json()
                .path("items")
                .valueStream()
                .map(event -> event.path("action").asString())
                .toList();
    }

    @Test
    void losesNothingOfWhatHappensMeanwhileAndStartsNothingNew() {
        var url = URI.create(OnPostgres.database().substring("jdbc:".length()));
        try (var network = TcpProxy.to(url);
                var gateway = gateway("jdbc:postgresql://127.0.0.1:%d%s?user=postgres&socketTimeout=2"
                        .formatted(network.base().getPort(), url.getPath()))) {
            var api = gateway.api();
            var session = api.session(remote, Map.of("command", List.of("cat")));
            try (var terminal = api.attach(session, "")) {
                terminal.type("before\r");
                terminal.awaitOutput("before\r\nbefore");

                network.goAway();

                var refused = api.post("/api/v1/instances/demo/exec", Map.of("command", List.of("true")));
                assertThatObject(refused)
                        .returns(503, Api.Answer::status)
                        .returns("audit-unavailable", Api.Answer::code)
                        .returns("5", answer -> answer.header("Retry-After"));
                terminal.type("meanwhile\r");
                terminal.awaitOutput("meanwhile\r\nmeanwhile");
                terminal.type("\u0004");
                assertThat(terminal.awaitExit().path("exitCode").asInt()).isZero();
            }

            network.back();

            await().until(() -> api.post("/api/v1/instances/demo/exec", Map.of("command", List.of("true")))
                            .status()
                    == 200);
            await().until(() -> actions(api, session).contains("session-end"));
            assertThat(api.get("/api/v1/audit/check").json().path("fault").isNull())
                    .isTrue();
        }
    }

    @Test
    void isRestoredFromACopy() throws IOException {
        var original = directory.resolve("original");
        String secret;
        try (var gateway = gateway("jdbc:h2:file:" + original)) {
            var made = gateway.api().post("/api/v1/tokens", Map.of("name", "kept", "expiresIn", "1h"));
            secret = made.json().path("token").asString();
            assertThat(gateway.api().exec(remote, "true").path("exitCode").asInt())
                    .isZero();
        }
        Files.copy(directory.resolve("original.mv.db"), directory.resolve("copy.mv.db"));

        try (var gateway = gateway("jdbc:h2:file:" + directory.resolve("copy"))) {
            var me = new Api(gateway.api().base(), secret).get("/api/v1/me");
            assertThat(me.json().path("name").asString()).isEqualTo("token:kept");
            assertThatObject(gateway.api().get("/api/v1/audit/check").json())
                    .returns(true, check -> check.path("fault").isNull())
                    .returns(true, check -> check.path("events").asLong() >= 3);
        }
    }
}
