package dev.lxdgateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.ExecSocket;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.OnPostgres;
import dev.lxdgateway.support.OwnGateway;
import dev.lxdgateway.support.SmallDisk;
import dev.lxdgateway.support.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is lost, full or slow: what runs goes on, what starts is refused, and nothing is lost of the account. */
final class DatabaseTroubleIT {

    private static final Map<String, ?> TRUE = Map.of("command", List.of("true"));

    private final Lab lab = Lab.get();
    private final String remote = lab.remotes().getFirst();

    @TempDir
    private Path directory;

    @Test
    void isLostAndFound() {
        var url = URI.create(OnPostgres.database().substring("jdbc:".length()));
        try (var network = TcpProxy.to(url);
                var gateway = gateway("jdbc:postgresql://127.0.0.1:%d%s?user=postgres&socketTimeout=2"
                        .formatted(network.base().getPort(), url.getPath()))) {
            survives(gateway.api(), network::goAway, network::back);
        }
    }

    @Test
    void hasNoRoomAndThenHasSome() throws IOException {
        try (var disk = SmallDisk.mount(directory.resolve("disk"), 4);
                var gateway = gateway("jdbc:h2:file:%s;WRITE_DELAY=0".formatted(disk.at("gateway")))) {
            survives(gateway.api(), disk::fill, disk::clear);
        }
    }

    @Test
    void isSlow() throws SQLException {
        var url = OnPostgres.database();
        try (var gateway = gateway(url)) {
            var api = gateway.api();
            try (var other = DriverManager.getConnection(url, "postgres", "");
                    var statement = other.createStatement()) {
                other.setAutoCommit(false);
                survives(
                        api,
                        () -> {
                            try {
                                statement.execute("LOCK TABLE audit_event IN ACCESS EXCLUSIVE MODE");
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        () -> {
                            try {
                                other.rollback();
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        });
            }
        }
    }

    private OwnGateway gateway(String url) {
        return OwnGateway.start(
                "--spring.datasource.url=" + url,
                "--spring.datasource.hikari.connection-timeout=1000",
                "--gateway.audit.timeout=2s",
                "--gateway.remotes.%s.socket=%s".formatted(remote, lab.value(remote, "SOCKET")));
    }

    private void survives(Api api, Runnable trouble, Runnable end) {
        var session = api.session(remote, Map.of("command", List.of("cat")));
        try (var terminal = api.attach(session, "")) {
            echoes(terminal, "before");

            trouble.run();

            assertThatObject(start(api))
                    .returns(503, Api.Answer::status)
                    .returns("audit-unavailable", Api.Answer::code)
                    .returns("5", answer -> answer.header("Retry-After"));
            echoes(terminal, "meanwhile");
            terminal.type("\u0004");
            assertThat(terminal.awaitExit().path("exitCode").asInt()).isZero();
        }

        end.run();

        await().until(() -> start(api).status() == 200);
        await().until(() -> actions(api, session).contains("session-end"));
        assertThat(api.get("/api/v1/audit/check").json().path("fault").isNull()).isTrue();
    }

    private static Api.Answer start(Api api) {
        return api.post("/api/v1/instances/demo/exec", TRUE);
    }

    private static void echoes(ExecSocket terminal, String word) {
        terminal.type(word + "\r");
        terminal.awaitOutput(word + "\r\n" + word);
    }

    private static List<String> actions(Api api, String session) {
        return api.get("/api/v1/audit?session=" + session)
                .json()
                .path("items")
                .valueStream()
                .map(event -> event.path("action").asString())
                .toList();
    }
}
