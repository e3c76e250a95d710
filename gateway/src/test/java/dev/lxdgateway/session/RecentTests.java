package dev.lxdgateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentTests {

    private final AtomicLong nanos = new AtomicLong(-TimeUnit.SECONDS.toNanos(1000));
    private final Recent recent = new Recent(nanos::get);

    private void pass(int seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void forgetsWhatIsOlderThanTheTimeAskedFor() {
        recent.add(1);
        pass(10);
        recent.add(2);
        pass(9);
        recent.add(4);

        assertThat(recent.sum(1)).isEqualTo(4);
        assertThat(recent.sum(10)).isEqualTo(6);
        assertThat(recent.sum(60)).isEqualTo(7);
        pass(41);
        assertThat(recent.sum(60)).isEqualTo(6);
        pass(1000);
        assertThat(recent.sum(60)).isZero();
    }
}
