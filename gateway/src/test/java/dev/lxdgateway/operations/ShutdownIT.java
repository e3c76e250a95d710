package dev.lxdgateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.session.Sessions;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.OwnGateway;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A gateway that is told to go while it has work. */
class ShutdownIT {

    static List<String> remotes() {
        return Lab.get().remotes();
    }

    @ParameterizedTest
    @MethodSource("remotes")
    void endsItsSessionsAndStartsNoMore(String remote) throws Exception {
        var server = Lab.get().value(remote, "SOCKET");
        try (var gateway = OwnGateway.start(
                        "--gateway.exec.hangup.grace=1s", "--gateway.remotes." + remote + ".socket=" + server);
                var socket = gateway.api().terminal(remote, "sh", "-c", "trap '' HUP; echo ready; exec sleep 1000")) {
            var context = gateway.context();
            var api = gateway.api();
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
            assertThat(gateway.api().exec(remote, "true").path("exitCode").asInt(-1))
                    .isZero();
        }
    }
}
