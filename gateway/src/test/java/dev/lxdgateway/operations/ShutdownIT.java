package dev.lxdgateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.GatewayApplication;
import dev.lxdgateway.session.Sessions;
import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.Lab;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway that is told to go while it has work. */
class ShutdownIT {

    private static final String TOKEN = "the-token-of-the-tests";

    static List<String> remotes() {
        return Lab.get().remotes();
    }

    @ParameterizedTest
    @MethodSource("remotes")
    void endsItsSessionsAndStartsNoMore(String remote) throws Exception {
        var context = new SpringApplication(GatewayApplication.class).run(arguments(remote));
        var api = api(context);
        var stubborn =
                api.session(remote, Map.of("command", List.of("sh", "-c", "trap '' HUP; echo ready; exec sleep 1000")));
        try (var socket = api.attach(stubborn, "")) {
            socket.awaitOutput("ready");
            // as the shutdown does, which then waits for a session that does not go by HUP
            var shutdown = Thread.ofPlatform().start(context.getBean(Sessions.class)::drain);
            assertThat(shutdown.join(Duration.ofMillis(100))).isFalse();

            for (var path : List.of("exec", "sessions")) {
                var refused = api.post(
                        "/api/v1/instances/demo/%s?remote=%s".formatted(path, remote),
                        Map.of("command", List.of("true")));
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.code()).isEqualTo("draining");
                assertThat(refused.header("Retry-After")).isNotEmpty();
            }
            assertThat(socket.awaitExit().path("reason").asString()).isEqualTo("gateway-drain");
            assertThat(shutdown.join(Duration.ofSeconds(10))).isTrue();
            // a context may be stopped and started again
            context.stop();
            context.start();
            assertThat(api(context).exec(remote, "true").path("exitCode").asInt(-1))
                    .isZero();
        } finally {
            context.close();
        }
    }

    private static String[] arguments(String remote) {
        var socket = Lab.get().value("LXD_LAB_" + remote.toUpperCase(Locale.ROOT) + "_SOCKET");
        return new String[] {
            "--server.port=0",
            "--management.server.port=0",
            "--gateway.access.admin-token=" + TOKEN,
            "--gateway.exec.hangup.grace=1s",
            "--gateway.remotes." + remote + ".socket=" + socket
        };
    }

    private static Api api(ConfigurableApplicationContext context) {
        var server = ((WebServerApplicationContext) context).getWebServer();
        return new Api(
                URI.create("http://127.0.0.1:" + Objects.requireNonNull(server).getPort()), TOKEN);
    }
}
