package dev.lxdgateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the meters of {@link Metric}s.
 *
 * @param registry where they are
 */
public record Meters(MeterRegistry registry) {

    private static final Duration[] BRIEF = millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000);
    private static final Duration[] LONG =
            millis(100, 1000, 10_000, 60_000, 600_000, 3_600_000, 21_600_000, 86_400_000);

    private static Duration[] millis(long... millis) {
        return LongStream.of(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    /** The counter with those values of its labels. */
    public Counter counter(Metric metric, String... values) {
        return Counter.builder(metric.id())
                .description(metric.description())
                .baseUnit(unit(metric))
                .tags(tags(metric, values))
                .register(registry);
    }

    /** The histogram with those values of its labels. */
    public Timer timer(Metric metric, String... values) {
        return Timer.builder(metric.id())
                .description(metric.description())
                .tags(tags(metric, values))
                .serviceLevelObjectives(metric == Metric.SESSION_DURATION ? LONG : BRIEF)
                .register(registry);
    }

    /** Asks for the value whenever somebody looks. */
    public void gauge(Metric metric, Supplier<Number> value, String... values) {
        Gauge.builder(metric.id(), value)
                .description(metric.description())
                .baseUnit(unit(metric))
                .tags(tags(metric, values))
                .register(registry);
    }

    /** Has all series at zero, so that the first event is seen as a change. */
    public void begin(Metric... metrics) {
        for (var metric : metrics) {
            begin(metric, List.of());
        }
    }

    private void begin(Metric metric, List<String> values) {
        if (values.size() < metric.labels().size()) {
            for (var value : metric.labels().get(values.size()).choices()) {
                var longer = new ArrayList<>(values);
                longer.add(value);
                begin(metric, longer);
            }
        } else if (metric.kind() == Metric.Kind.TIMER) {
            timer(metric, values.toArray(String[]::new));
        } else {
            counter(metric, values.toArray(String[]::new));
        }
    }

    private static @Nullable String unit(Metric metric) {
        return metric.unit().isEmpty() ? null : metric.unit();
    }

    private static Tags tags(Metric metric, String... values) {
        var labels = metric.labels();
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(
                    "%s has %d labels, and not %d".formatted(metric.id(), labels.size(), values.length));
        }
        var tags = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            tags = tags.and(labels.get(i).word(), values[i]);
        }
        return tags;
    }
}
