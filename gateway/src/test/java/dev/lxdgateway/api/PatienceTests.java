package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatienceTests {

    private final AtomicLong now = new AtomicLong();
    private final Patience patience = new Patience(now::get);

    private Duration after(Duration waited) {
        now.set(waited.toNanos());
        return Duration.ofNanos(patience.next());
    }

    private Duration after(Duration waited, Duration limit) {
        now.set(waited.toNanos());
        return Duration.ofNanos(patience.next(limit));
    }

    @Test
    void looksLessOftenTheLongerItTakes() {
        assertThat(after(Duration.ZERO)).isEqualTo(Duration.ofMillis(100));
        assertThat(after(Duration.ofSeconds(1))).isEqualTo(Duration.ofMillis(100));
        assertThat(after(Duration.ofSeconds(5))).isEqualTo(Duration.ofMillis(500));
        assertThat(after(Duration.ofDays(1))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void looksWhenTheTimeIsUp() {
        assertThat(after(Duration.ofSeconds(5), Duration.ofMillis(5_100))).isEqualTo(Duration.ofMillis(100));
        assertThat(after(Duration.ofSeconds(5), Duration.ofSeconds(9))).isEqualTo(Duration.ofMillis(500));
        assertThat(after(Duration.ofSeconds(9), Duration.ofSeconds(9))).isEqualTo(Duration.ofMillis(900));
    }
}
