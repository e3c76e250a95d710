package dev.lxdgateway.lxd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.OwnGateway;
import dev.lxdgateway.support.stub.StubTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates for a server that are replaced while the gateway runs. */
class RotationIT {

    private static final String NAME = "rotated";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Lab lab = Lab.get();
    private final String remote = lab.remotes().getFirst();

    @TempDir
    private Path directory;

    @AfterEach
    void distrust() {
        var fingerprints =
                lab.client(remote, "config", "trust", "list", "--format=csv").output();
        fingerprints.lines().filter(line -> line.contains(NAME)).forEach(line -> {
            for (var word : line.split(",", -1)) {
                if (word.matches("[0-9a-f]{12,64}")) {
                    lab.client(remote, "config", "trust", "remove", word);
                }
            }
        });
    }

    @Test
    void areUsedForNewConnectionsWhileOldOnesGoOn() throws Exception {
        replace(lab.value("LXD_LAB_CLIENT_CERT"), lab.value("LXD_LAB_CLIENT_KEY"), lab.value(remote, "CERT"));
        try (var gateway = OwnGateway.start(
                "--gateway.remotes.tls.url=" + lab.value(remote, "URL"),
                "--gateway.remotes.tls.client-certificate=" + file("client.crt"),
                "--gateway.remotes.tls.client-key=" + file("client.key"),
                "--gateway.remotes.tls.server-certificate=" + file("server.crt"))) {
            var api = gateway.api();
            try (var terminal = api.terminal("tls", "cat")) {
                terminal.type("before\r");
                terminal.awaitOutput("before\r\nbefore");

                var unknown = StubTls.in(directory);
                Files.writeString(file("client.crt"), unknown.certificate());
                Files.writeString(file("client.key"), unknown.key());
                await("a certificate that the server does not know is used")
                        .atMost(PATIENCE)
                        .until(() -> status(api) != 200);
                trust(file("client.crt"));
                await("and good once the server knows it").atMost(PATIENCE).until(() -> status(api) == 200);

                Files.writeString(file("client.key"), "no key");
                assertThat(status(api)).as("what can't be used is not").isEqualTo(200);
                terminal.type("after\r");
                terminal.awaitOutput("after\r\nafter");
            }
        }
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private void replace(String clientCertificate, String clientKey, String serverCertificate) throws IOException {
        Files.copy(Path.of(clientCertificate), file("client.crt"));
        Files.copy(Path.of(clientKey), file("client.key"));
        Files.copy(Path.of(serverCertificate), file("server.crt"));
    }

    private void trust(Path certificate) {
        var ran = remote.equals("incus")
                ? lab.client(remote, "config", "trust", "add-certificate", "--name=" + NAME, certificate.toString())
                : lab.client(remote, "config", "trust", "add", certificate.toString(), "--name=" + NAME);
        assertThat(ran.status()).as(ran.output()).isZero();
    }

    private static int status(Api api) {
        return api.post("/api/v1/instances/demo/exec", Map.of("command", List.of("true")))
                .status();
    }
}
