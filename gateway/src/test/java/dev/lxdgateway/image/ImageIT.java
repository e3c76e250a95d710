package dev.lxdgateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The image, built from its Dockerfile and run with nothing that it may write but its state and {@code /tmp}. */
@EnabledIf("hasPodman")
class ImageIT {

    private static final String TOOL = Lab.root().resolve("dev/image").toString();
    private static final Started GATEWAY = Started.onFreePorts();

    static boolean hasPodman() {
        return Lab.has("podman");
    }

    @BeforeAll
    static void buildAndRun(@TempDir Path configuration) throws IOException {
        Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rwxr-xr-x"));
        Started.configure(configuration);
        Lab.run(TOOL, "build").orFail();
        var command = new ArrayList<>(
                List.of(TOOL, "run", "--detach", "--network=host", "--read-only", "--tmpfs=/tmp", "--cap-drop=all"));
        command.add("--volume=" + configuration + ":/etc/lxd-gateway:ro");
        GATEWAY.environment().forEach((name, value) -> command.add("--env=%s=%s".formatted(name, value)));
        command.add("localhost/lxd-gateway");
        long began = System.nanoTime();
        Lab.run(command.toArray(String[]::new)).orFail();
        GATEWAY.awaitReady();
        System.out.printf("the image answers after %d ms%n", (System.nanoTime() - began) / 1_000_000);
    }

    @AfterAll
    static void remove() {
        Lab.run(TOOL, "remove").orFail();
    }

    @Test
    void runsCommandsOnServersThatItReachesByTls() {
        for (var remote : Lab.get().kinds()) {
            var ran = GATEWAY.api().exec(remote, "sh", "-c", "echo grüß dich; exit 7");

            assertThat(ran.path("exitCode").asInt()).isEqualTo(7);
            assertThat(ran.path("stdout").asString()).isEqualTo("grüß dich\n");
        }
    }

    @Test
    void isNobodyAndSmall() throws IOException {
        var process = GATEWAY.process();

        assertThat(process).containsPattern("Uid:\\t10001\\t10001").containsPattern("CapEff:\\t0+\\n");
        assertThat(Started.residentMegabytes(process)).isLessThan(300);
    }

    @Test
    void saysWhatItIsMadeOf() throws IOException {
        var bill = GATEWAY.management().get("/actuator/sbom/application").json();

        assertThat(bill.path("bomFormat").asString()).isEqualTo("CycloneDX");
        assertThat(files(bill)).containsAll(libraries());
    }

    private static List<String> files(JsonNode bill) {
        return StreamSupport.stream(bill.path("components").spliterator(), false)
                .map(component -> component.path("name").asString() + "-"
                        + component.path("version").asString() + ".jar")
                .toList();
    }

    private static List<String> libraries() throws IOException {
        try (var built = Files.newDirectoryStream(Lab.root().resolve("gateway/target"), "gateway-*.jar");
                var jar = new JarFile(built.iterator().next().toFile())) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring("BOOT-INF/lib/".length()))
                    // Boot's own tools for layered jars, which are no dependency
                    .filter(name -> !name.startsWith("spring-boot-jarmode-tools"))
                    .toList();
        }
    }
}
