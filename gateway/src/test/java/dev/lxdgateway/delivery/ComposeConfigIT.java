package dev.lxdgateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What Docker Compose itself says of the Compose file: version 2 where it is, else Debian's. Neither needs an engine. */
class ComposeConfigIT {

    private static final List<List<String>> COMMANDS = List.of(List.of("docker", "compose"), List.of("docker-compose"));

    @TempDir
    private Path directory;

    @Test
    void acceptsItWithoutAnEnvironment() throws Exception {
        var config = config(Map.of());

        assertThat(config.at("/services/gateway/environment/SPRING_DATASOURCE_PASSWORD")
                        .asString())
                .isEqualTo(config.at("/services/database/environment/POSTGRES_PASSWORD")
                        .asString())
                .isEqualTo("demo");
        assertThat(config.at("/services/gateway/environment")
                        .path("GATEWAY_REMOTES_MAIN_URL")
                        .asString(""))
                .as("a variable that is not set sets no remote")
                .isEmpty();
    }

    @Test
    void acceptsTheExampleWithARemote() throws Exception {
        var example = Yaml.text(".env.example").replaceAll("(?m)^#(?=[A-Z_]+=)", "");

        var config = config(Map.of(".env", example));

        assertThat(config.at("/services/gateway/environment/GATEWAY_REMOTES_MAIN_URL")
                        .asString())
                .isEqualTo("https://10.1.2.3:8443");
        assertThat(config.at("/services/gateway/volumes").toString())
                .contains("deploy/compose/gateway/remotes")
                .doesNotContain("/var/snap");
    }

    private JsonNode config(Map<String, String> files) throws IOException, InterruptedException {
        Files.copy(Yaml.CHECKOUT.resolve("docker-compose.yml"), directory.resolve("docker-compose.yml"));
        for (var file : files.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
        var errors = directory.resolve("errors");
        var builder = new ProcessBuilder(tool()).directory(directory.toFile()).redirectError(errors.toFile());
        builder.command().add("config");
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(GATEWAY|LXD|OIDC|DATABASE|DEMO|GRAFANA|COMPOSE)_.*"));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        assertThat(errors).as("no warning").isEmptyFile();
        return Yaml.tree(output);
    }

    private static List<String> tool() throws InterruptedException {
        for (var command : COMMANDS) {
            try {
                var builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
                builder.command().add("version");
                var process = builder.start();
                process.getInputStream().readAllBytes();
                if (process.waitFor() == 0) {
                    return new ArrayList<>(command);
                }
            } catch (IOException e) {
                // it is not installed; the next one may be
            }
        }
        throw new AssertionError("neither 'docker compose' nor 'docker-compose' runs; apt-get install docker-compose");
    }
}
