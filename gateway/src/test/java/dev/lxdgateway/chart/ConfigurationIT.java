package dev.lxdgateway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.OwnGateway;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway starts with what the chart makes of its values, at other paths and with H2. */
class ConfigurationIT {

    @TempDir
    private Path directory;

    @Test
    void startsWithEverything() throws IOException {
        var chart = Chart.rendered(
                Chart.values("everything"),
                "remotes.main=null",
                "defaultRemote=near",
                "config.gateway.access.admin-token-enabled=true");
        for (var secret : chart.all(Secret.class)) {
            for (var property : secret.getStringData().entrySet()) {
                write("secrets/" + property.getKey(), property.getValue());
            }
        }
        write(
                "policy.yaml",
                Objects.requireNonNull(
                        chart.all(ConfigMap.class).getFirst().getData().get("policy.yaml")));
        write(
                "application.yaml",
                ApplicationYaml.of(chart)
                        .text()
                        .replace("/run/secrets/lxd-gateway", directory + "/secrets")
                        .replaceAll("/(etc|var/lib)/lxd-gateway/", directory + "/"));

        try (var gateway = OwnGateway.start(
                "--spring.config.additional-location=file:%s/".formatted(directory),
                "--server.address=127.0.0.1",
                "--management.server.address=127.0.0.1",
                "--spring.datasource.url=jdbc:h2:mem:chart")) {
            var api = gateway.api();

            assertThat(api.get("/readyz").status()).isEqualTo(200);
            assertThat(api.get("/api/v1/login").json().toString()).contains("Example Inc.");
            assertThat(api.get("/api/v1/access/policy").json().toString())
                    .contains("developers have their own containers");
            assertThat(gateway.context().getEnvironment().getProperty("spring.datasource.password"))
                    .isEqualTo("not-a-real-password");
        }
    }

    private void write(String name, String text) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
