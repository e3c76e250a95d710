package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lxdgateway.session.LimitExceededException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class IdempotencyTests {

    private record Run(int number, boolean isOver) implements Idempotency.Ongoing {}

    private final IdempotencyProperties limits =
            new IdempotencyProperties(Duration.ofHours(1), 3, Duration.ofSeconds(1), DataSize.ofKilobytes(1));
    private Instant now = Instant.EPOCH;
    private int runs;
    private final List<String> met = new ArrayList<>();
    private final Idempotency idempotency = new Idempotency(
            limits, () -> now, new SimpleMeterRegistry(), (caller, limit) -> met.add(caller + " " + limit));

    private Idempotency.Once<Run> run(String key, boolean isOver) {
        return idempotency.once(new IdempotencyKey("me", key), "request", () -> new Run(++runs, isOver));
    }

    @Test
    void forgetsAKeyAfterItsLife() {
        run("a", true);
        now = now.plus(Duration.ofHours(1));
        assertThat(run("a", true).isReplay()).isTrue();

        now = now.plusMillis(1);
        assertThat(run("a", true)).isEqualTo(new Idempotency.Once<>(new Run(2, true), false));
    }

    @Test
    void keepsAKeyAsLongAsItsRun() {
        run("a", false);
        now = now.plus(Duration.ofDays(3));

        assertThat(run("a", false).isReplay()).isTrue();
    }

    @Test
    void refusesMoreKeysThanItCanRemember() {
        for (var key : new String[] {"a", "b", "c"}) {
            run(key, true);
        }

        assertThatThrownBy(() -> run("d", true))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("3 idempotency keys");
        assertThat(met).containsExactly("me idempotency-keys");
        assertThat(run("a", true).isReplay()).isTrue();
    }

    @Test
    void keepsCallersApart() {
        run("a", true);

        assertThat(idempotency
                        .once(new IdempotencyKey("you", "a"), "another", () -> new Run(++runs, true))
                        .isReplay())
                .isFalse();
    }

    @Test
    void triesAgainAfterAFailure() {
        var key = new IdempotencyKey("me", "a");
        assertThatThrownBy(() -> idempotency.once(key, "request", () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(run("a", true).isReplay()).isFalse();
    }
}
