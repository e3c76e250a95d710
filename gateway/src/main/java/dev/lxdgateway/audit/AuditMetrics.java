package dev.lxdgateway.audit;

import dev.lxdgateway.access.Event;
import dev.lxdgateway.metrics.Meters;
import dev.lxdgateway.metrics.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Counts what is written down, and tells how well that goes. */
final class AuditMetrics {

    private final Meters meters;
    private final Timer kept;
    private final Timer failed;
    private final Counter lost;

    AuditMetrics(MeterRegistry registry, Supplier<Number> waiting) {
        meters = new Meters(registry);
        meters.begin(Metric.AUDIT_EVENTS);
        meters.gauge(Metric.AUDIT_WAITING, waiting);
        kept = meters.timer(Metric.AUDIT_WRITES, "ok");
        failed = meters.timer(Metric.AUDIT_WRITES, "failed");
        lost = meters.counter(Metric.AUDIT_LOST);
    }

    void noted(Event event) {
        var result = event.result().name().toLowerCase(Locale.ROOT);
        meters.counter(Metric.AUDIT_EVENTS, event.action().word(), result).increment();
    }

    void written(boolean success, Duration took) {
        (success ? kept : failed).record(took);
    }

    void lost() {
        lost.increment();
    }
}
