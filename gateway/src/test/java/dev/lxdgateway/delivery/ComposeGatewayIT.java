package dev.lxdgateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.OwnGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway starts with the configuration of the Compose file, with H2 and without the identity provider. */
class ComposeGatewayIT {

    private static final String FILES = "deploy/compose/gateway/";

    @TempDir
    private Path directory;

    @Test
    void startsAndOffersTheLogin() throws IOException {
        Files.writeString(directory.resolve("policy.yaml"), Yaml.text(FILES + "policy.yaml"));
        Files.writeString(
                directory.resolve("application.yaml"),
                Yaml.text(FILES + "application.yaml").replaceAll("/(etc|var/lib)/lxd-gateway/", directory + "/"));

        try (var gateway = OwnGateway.start(
                "--spring.config.additional-location=file:%s/".formatted(directory),
                "--server.address=127.0.0.1",
                "--management.server.address=127.0.0.1",
                "--spring.datasource.url=jdbc:h2:mem:compose",
                "--spring.datasource.password=demo",
                "--spring.security.oauth2.client.registration.demo.client-secret=demo",
                "--gateway.remotes.main.socket=%s/none".formatted(directory))) {
            var api = gateway.api();

            assertThat(api.get("/readyz").status()).isEqualTo(200);
            assertThat(api.get("/api/v1/login").json().toString()).contains("Demo");
            assertThat(api.get("/api/v1/access/policy").json().toString())
                    .contains("developers use what is not protected");
        }
    }
}
