package dev.lxdgateway.lxd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.OwnGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is not there, one that comes late, and one that is reached by mutual TLS. */
class LxdDownIT {

    @Test
    void saysThatAServerIsDownAndRecoversWhenItComes(@TempDir Path directory) throws Exception {
        var socket = directory.resolve("late.socket");
        var lab = Lab.get();
        var first = lab.remotes().getFirst();
        try (var gateway = OwnGateway.start("--gateway.remotes.late.socket=" + socket)) {
            var api = gateway.api();
            var body = Map.of("command", List.of("echo", "hi"));

            long asked = System.nanoTime();
            var exec = api.post("/api/v1/instances/demo/exec", body);
            var session = api.post("/api/v1/instances/demo/sessions", body);
            var list = api.get("/api/v1/instances");
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
            for (var answer : List.of(exec, session, list)) {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.code()).isEqualTo("lxd-unavailable");
                assertThat(answer.json().path("detail").asString()).contains("'late'", socket.toString());
            }
            var remote = api.get("/api/v1/remotes").json().path("items").path(0);
            assertThat(remote.path("available").asBoolean()).isFalse();
            assertThat(remote.path("detail").asString()).contains(socket.toString());

            Files.createSymbolicLink(socket, Path.of(lab.value(first, "SOCKET")));
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> api.post("/api/v1/instances/demo/exec", body).status() == 200);
        }
    }

    @Test
    void reachesServersByMutualTls() {
        var lab = Lab.get();
        for (var name : lab.remotes()) {
            try (var gateway = OwnGateway.start(
                    "--gateway.remotes.tls.url=" + lab.value(name, "URL"),
                    "--gateway.remotes.tls.client-certificate=" + lab.value("LXD_LAB_CLIENT_CERT"),
                    "--gateway.remotes.tls.client-key=" + lab.value("LXD_LAB_CLIENT_KEY"),
                    "--gateway.remotes.tls.server-certificate=" + lab.value(name, "CERT"))) {
                var result = gateway.api().exec("tls", "sh", "-c", "echo out; echo err >&2; exit 7");

                assertThat(result.path("stdout").asString()).isEqualTo("out\n");
                assertThat(result.path("exitCode").asInt()).isEqualTo(7);
                try (var terminal = gateway.api().terminal("tls", "sh")) {
                    terminal.type("exit 5\n");
                    assertThat(terminal.awaitExit().path("exitCode").asInt()).isEqualTo(5);
                }
            }
        }
    }

    @Test
    void refusesAServerWithAnotherCertificate() {
        var lab = Lab.get();
        var first = lab.remotes().getFirst();
        try (var gateway = OwnGateway.start(
                "--gateway.remotes.tls.url=" + lab.value(first, "URL"),
                "--gateway.remotes.tls.client-certificate=" + lab.value("LXD_LAB_CLIENT_CERT"),
                "--gateway.remotes.tls.client-key=" + lab.value("LXD_LAB_CLIENT_KEY"),
                "--gateway.remotes.tls.server-certificate=" + lab.value("LXD_LAB_CLIENT_CERT"))) {
            var answer = gateway.api().get("/api/v1/instances");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("lxd-unavailable");
        }
    }
}
