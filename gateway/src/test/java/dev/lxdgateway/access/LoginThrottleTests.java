package dev.lxdgateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoginThrottleTests {

    private static final String HERE = "203.0.113.7";
    private static final String THERE = "203.0.113.8";

    private final SetClock clock = new SetClock();
    private final LoginThrottle throttle = new LoginThrottle(10, 100, clock);

    private static final class SetClock implements TimeMeter {

        private long nanos = 1;

        void advance(Duration by) {
            nanos += by.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private void wrong(String address, int times) {
        for (int i = 0; i < times; i++) {
            throttle.wrong(address);
        }
    }

    @Test
    void makesAnAddressWaitAfterTooManyWrongOnes() {
        wrong(HERE, 9);
        assertThat(throttle.toWait(HERE, null)).isEmpty();

        wrong(HERE, 1);

        assertThat(throttle.toWait(HERE, null)).contains(Duration.ofSeconds(6));
        assertThat(throttle.toWait(HERE, "any")).isPresent();
        assertThat(throttle.toWait(THERE, null)).isEmpty();
        clock.advance(Duration.ofSeconds(6));
        assertThat(throttle.toWait(HERE, null)).isEmpty();
    }

    @Test
    void countsThoseThatCameAtOnce() {
        wrong(HERE, 30);

        clock.advance(Duration.ofMinutes(2));
        assertThat(throttle.toWait(HERE, null)).isPresent();
        clock.advance(Duration.ofSeconds(6));
        assertThat(throttle.toWait(HERE, null)).isEmpty();
    }

    @Test
    void letsInATokenThatWasRightThere() {
        throttle.right(HERE, "mine");

        wrong(HERE, 10);

        assertThat(throttle.toWait(HERE, "mine")).isEmpty();
        assertThat(throttle.toWait(HERE, "guessed")).isPresent();
        assertThat(throttle.toWait(HERE, null)).isPresent();
        wrong(THERE, 10);
        assertThat(throttle.toWait(THERE, "mine")).isPresent();
        clock.advance(Duration.ofHours(25));
        wrong(HERE, 10);
        assertThat(throttle.toWait(HERE, "mine")).isPresent();
    }

    @Test
    void boundsAllAddressesTogetherButForThoseThatWereRight() {
        throttle.right(HERE, null);

        IntStream.range(0, 100).forEach(i -> throttle.wrong("198.51.100." + i));

        assertThat(throttle.toWait(THERE, null)).isPresent();
        assertThat(throttle.toWait(HERE, null)).isEmpty();
    }

    @Test
    void takesANetworkOfSixForOneAddress() {
        IntStream.range(0, 10).forEach(i -> throttle.wrong("2001:db8:1:2::" + Integer.toHexString(i)));

        assertThat(throttle.toWait("[2001:db8:1:2:ffff:0:0:1]", null)).isPresent();
        assertThat(throttle.toWait("2001:db8:1:3::1", null)).isEmpty();
    }

    @Test
    void remembersABoundedNumberOfAddresses() {
        IntStream.range(0, 300_000)
                .forEach(i -> throttle.wrong("10.%d.%d.%d".formatted(i >> 16, (i >> 8) & 255, i & 255)));

        assertThat(throttle.addresses()).isLessThanOrEqualTo(100_000);
    }
}
