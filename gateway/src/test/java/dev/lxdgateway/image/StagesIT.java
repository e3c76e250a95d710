package dev.lxdgateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Lab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The stages of the image as plain commands, where there is no podman to build it. */
@DisabledIf("dev.lxdgateway.image.ImageIT#hasPodman")
class StagesIT {

    @Test
    void makeAnApplicationThatStartsFromItsCache(@TempDir Path work) throws Exception {
        var image = Lab.root().resolve("gateway/image");
        var app = work.resolve("app").toString();
        var runtime = work.resolve("jre").toString();
        var jdk = Map.of("JAVA_HOME", System.getProperty("java.home"));

        run(jdk, image.resolve("extract").toString(), jar().toString(), app);
        run(jdk, image.resolve("link").toString(), app, runtime);
        Files.copy(image.resolve("java.flags"), Path.of(app, "java.flags"));
        run(jdk, image.resolve("train").toString(), app, runtime);

        var gateway = Started.onFreePorts();
        var builder = new ProcessBuilder(
                        runtime + "/bin/java",
                        "-XX:Flags=" + app + "/java.flags",
                        "-XX:AOTCache=" + app + "/gateway.aot",
                        "-jar",
                        app + "/gateway.jar",
                        "--spring.datasource.url=jdbc:h2:file:" + work.resolve("gateway"))
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("log").toFile());
        builder.environment().putAll(gateway.environment());
        var process = builder.start();
        try {
            gateway.awaitReady();

            assertThat(gateway.management().get("/actuator/sbom/application").status())
                    .isEqualTo(200);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static Path jar() throws IOException {
        try (var built = Files.newDirectoryStream(Lab.root().resolve("gateway/target"), "gateway-*.jar")) {
            return built.iterator().next();
        }
    }

    private static void run(Map<String, String> environment, String... command) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
