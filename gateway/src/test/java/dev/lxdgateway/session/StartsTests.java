package dev.lxdgateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StartsTests {

    private final AtomicLong nanos = new AtomicLong(7);

    private static LimitExceededException refusal(Starts starts, String caller, long most) {
        return catchThrowableOfType(LimitExceededException.class, () -> starts.take(caller, most));
    }

    @Test
    void refusesACallerUntilTheTimeThatItSays() {
        var starts = new Starts(100, nanos::get);
        for (int i = 0; i < 6; i++) {
            starts.take("a", 6);
        }

        var refused = refusal(starts, "a", 6);

        assertThat(refused.limit()).isEqualTo("starts-per-caller");
        assertThat(refused).hasMessage("'a' has started 6 sessions in a minute; the next may start in 10000 ms");
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(10));
        nanos.addAndGet(refused.retryAfter().toNanos() - 1);
        assertThat(refusal(starts, "a", 6).retryAfter()).isEqualTo(Duration.ofNanos(1));
        nanos.addAndGet(1);
        starts.take("a", 6);
        assertThat(refusal(starts, "a", 6)).isNotNull();
    }

    @Test
    void countsEachCallerByItself() {
        var starts = new Starts(100, nanos::get);
        starts.take("a", 1);

        assertThat(refusal(starts, "a", 1)).isNotNull();
        starts.take("b", 1);
        assertThat(starts.recent("a")).isEqualTo(1);
        assertThat(starts.recent("c")).isZero();
    }

    @Test
    void refusesMoreThanMayBeInAllWithoutCountingItForTheCaller() {
        var starts = new Starts(2, nanos::get);
        starts.take("a", 2);
        starts.take("b", 2);

        var refused = refusal(starts, "a", 2);

        assertThat(refused.limit()).isEqualTo("starts");
        nanos.addAndGet(refused.retryAfter().toNanos());
        starts.take("a", 2);
        assertThat(starts.recent("a")).isEqualTo(2);
    }

    @Test
    void startsAnewAfterAMinute() {
        var starts = new Starts(100, nanos::get);
        starts.take("a", 1);
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());

        starts.take("a", 1);
        assertThat(starts.recent("a")).isEqualTo(1);
    }
}
