package dev.lxdgateway.operations;

import dev.lxdgateway.lxd.LxdObserver;
import dev.lxdgateway.metrics.Meters;
import dev.lxdgateway.metrics.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Counts what is asked of remotes, and how long they take. */
@Component
final class LxdMetrics implements LxdObserver {

    private final Meters meters;

    LxdMetrics(MeterRegistry registry) {
        meters = new Meters(registry);
    }

    @Override
    public void asked(String remote, Answer answer, Duration took) {
        meters.timer(Metric.LXD_REQUESTS, remote, word(answer)).record(took);
    }

    @Override
    public void connected(String remote, Answer answer, Duration took) {
        meters.timer(Metric.LXD_CONNECTS, remote, word(answer)).record(took);
    }

    @Override
    public void eventsLost(String remote) {
        meters.counter(Metric.LXD_EVENTS_LOST, remote).increment();
    }

    /** Has a remote's series at zero. */
    void begin(String remote) {
        for (var answer : Answer.values()) {
            meters.timer(Metric.LXD_REQUESTS, remote, word(answer));
            meters.timer(Metric.LXD_CONNECTS, remote, word(answer));
        }
        meters.counter(Metric.LXD_EVENTS_LOST, remote);
    }

    private static String word(Answer answer) {
        return answer.name().toLowerCase(Locale.ROOT);
    }
}
