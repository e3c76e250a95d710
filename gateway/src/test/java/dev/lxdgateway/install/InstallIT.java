package dev.lxdgateway.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dev/install} into a directory, from the first installation to the removal, and the unit that it leaves. */
class InstallIT {

    private static final String PREFIX = "/usr/local/lib/lxd-gateway";
    private static final Pattern COMMAND = Pattern.compile("(?s)ExecStart=(.*?)\nRestart");

    @TempDir
    private Path root;

    @Test
    void installsUpgradesGoesBackAndLeavesWhatIsNotItsOwn() throws Exception {
        install("--no-training");
        checkUnit();
        answers();
        var configuration = root.resolve("etc/lxd-gateway/application.yaml");
        Files.writeString(configuration, "server:\n  port: 1\n");
        Files.writeString(root.resolve("usr/local/lib/lxd-gateway/first"), "");

        install("--no-training");
        assertThat(configuration).hasContent("server:\n  port: 1\n");
        assertThat(root.resolve("usr/local/lib/lxd-gateway/first")).doesNotExist();

        install("--rollback");
        assertThat(root.resolve("usr/local/lib/lxd-gateway/first")).exists();

        install("--uninstall");
        assertThat(configuration).exists();
        assertThat(root.resolve("usr/local/lib")).isEmptyDirectory();
        assertThat(unit()).doesNotExist();
    }

    private Path unit() {
        return root.resolve("etc/systemd/system/lxd-gateway.service");
    }

    private void install(String... options) throws Exception {
        var command = new ArrayList<>(List.of(Lab.root().resolve("dev/install").toString()));
        command.addAll(List.of(options));
        run(Map.of("DESTDIR", root.toString(), "JAVA_HOME", System.getProperty("java.home")), command);
    }

    /** By systemd's own tool; its daemon need not run. */
    private void checkUnit() throws Exception {
        var local = root.resolve("lxd-gateway.service");
        Files.writeString(local, Files.readString(unit()).replace(PREFIX, root + PREFIX));
        run(Map.of(), List.of("systemd-analyze", "verify", "--man=no", local.toString()));
        run(Map.of(), List.of("systemd-analyze", "security", "--offline=true", "--threshold=15", local.toString()));
    }

    private void answers() throws Exception {
        int port = freePort();
        var command = COMMAND.matcher(Files.readString(unit()))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        var words = List.of(command.replace(PREFIX, root + PREFIX).split("[\\s\\\\]+"));
        var builder = new ProcessBuilder(words)
                .directory(root.resolve("usr/local/lib/lxd-gateway/app").toFile())
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "SERVER_PORT",
                        Integer.toString(port),
                        "MANAGEMENT_SERVER_PORT",
                        "0",
                        "GATEWAY_DRAIN_PROPAGATION",
                        "0s",
                        "SPRING_DATASOURCE_URL",
                        "jdbc:h2:file:" + root.resolve("gateway"),
                        "GATEWAY_ACCESS_ADMINTOKEN",
                        WithGateway.TOKEN));
        var process = builder.start();
        try {
            var api = new Api(URI.create("http://127.0.0.1:" + port), WithGateway.TOKEN);
            await().atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .until(() -> api.get("/readyz").status() == 200);
        } finally {
            process.destroy();
            assertThat(process.waitFor()).isZero();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void run(Map<String, String> environment, List<String> command) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
