package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.WithGateway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.context.TestPropertySource;

/** How long commands may take, and do nothing. */
@TestPropertySource(properties = {"gateway.limits.total-time=4s", "gateway.limits.idle-time=1s"})
class TimeLimitsIT extends WithGateway {

    @ParameterizedTest
    @MethodSource("labRemotes")
    void endsACommandThatDoesNothing(String remote) {
        var result = api().exec(remote, "sleep", "1000");

        assertThat(result.path("reason").asString()).isEqualTo("killed-by-timeout");
        assertThat(result.path("exitCode").asInt(-1)).isEqualTo(129);
        assertThat(result.path("durationMs").asInt()).isBetween(1_000, 3_500);
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void endsACommandThatTakesTooLong(String remote) {
        var result = api().exec(remote, "sh", "-c", "while sleep 0.3; do echo alive; done");

        assertThat(result.path("reason").asString()).isEqualTo("killed-by-timeout");
        assertThat(result.path("durationMs").asInt()).isGreaterThanOrEqualTo(4_000);
        assertThat(result.path("stdoutBytes").asInt()).isPositive();
    }
}
