package dev.lxdgateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.OnPostgres;
import dev.lxdgateway.support.OwnGateway;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases are backed up and restored as docs/storage.md says. */
final class BackupIT {

    private final Lab lab = Lab.get();
    private final String remote = lab.remotes().getFirst();

    @TempDir
    private Path directory;

    @Test
    void anH2FileIsCopied() throws IOException {
        var original = directory.resolve("original");
        String token;
        try (var gateway = gateway("jdbc:h2:file:" + original)) {
            token = use(gateway.api());
        }
        Files.copy(directory.resolve("original.mv.db"), directory.resolve("copy.mv.db"));

        try (var gateway = gateway("jdbc:h2:file:" + directory.resolve("copy"))) {
            assertIsWhole(gateway.api(), token);
        }
    }

    @Test
    void aPostgresIsDumpedWhileItRunsAndRestored() throws IOException, InterruptedException {
        var url = OnPostgres.database();
        var dump = directory.resolve("gateway.dump").toString();
        String token;
        try (var gateway = gateway(url)) {
            token = use(gateway.api());
            run("pg_dump", "--format=custom", "--file=" + dump, "--dbname=" + plain(url));
            use(gateway.api());
        }

        run("pg_restore", "--clean", "--if-exists", "--dbname=" + plain(url), dump);

        try (var gateway = gateway(url)) {
            assertIsWhole(gateway.api(), token);
            assertThat(gateway.api().get("/api/v1/tokens").json().path("items"))
                    .as("the token that was made after the dump is not there")
                    .hasSize(1);
        }
    }

    private OwnGateway gateway(String url) {
        return OwnGateway.start(
                "--spring.datasource.url=" + url,
                "--gateway.remotes.%s.socket=%s".formatted(remote, lab.value(remote, "SOCKET")));
    }

    private String use(Api api) {
        assertThat(api.exec(remote, "true").path("exitCode").asInt()).isZero();
        var made = api.post("/api/v1/tokens", Map.of("name", "kept", "expiresIn", "1h"));
        return made.json().path("token").asString();
    }

    private static void assertIsWhole(Api api, String token) {
        var me = new Api(api.base(), token).get("/api/v1/me");
        assertThat(me.json().path("name").asString()).isEqualTo("token:kept");
        assertThatObject(api.get("/api/v1/audit/check").json())
                .returns(true, check -> check.path("fault").isNull())
                .returns(true, check -> check.path("events").asLong() >= 3);
    }

    /** As the tools of PostgreSQL take it. */
    private static String plain(String url) {
        var uri = URI.create(url.substring("jdbc:".length()));
        return "postgresql://postgres@127.0.0.1:%d%s".formatted(uri.getPort(), uri.getPath());
    }

    private void run(String... command) throws IOException, InterruptedException {
        var output = directory.resolve("output");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("%s ends", List.of(command))
                .isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }
}
