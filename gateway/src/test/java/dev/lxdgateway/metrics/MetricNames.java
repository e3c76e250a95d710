package dev.lxdgateway.metrics;

import dev.lxdgateway.metrics.Metric.Kind;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Prometheus calls metrics. */
public final class MetricNames {

    private static final Pattern NAME = Pattern.compile("\\bgateway_[a-z_]+");

    private MetricNames() {}

    /** The name that a page of metrics has. */
    public static String of(Metric metric) {
        var type = switch (metric.kind()) {
            case COUNTER -> Meter.Type.COUNTER;
            case GAUGE -> Meter.Type.GAUGE;
            case TIMER -> Meter.Type.TIMER;
        };
        var unit = metric.unit().isEmpty() ? null : metric.unit();
        var name = new PrometheusNamingConvention().name(metric.id(), type, unit);
        return metric.kind() == Kind.COUNTER ? name + "_total" : name;
    }

    /** The names of all metrics that there can be. */
    public static Set<String> all() {
        return Arrays.stream(Metric.values()).map(MetricNames::of).collect(Collectors.toSet());
    }

    /** The metrics of the gateway that a text names, as histograms where it names their parts. */
    public static Set<String> in(String text) {
        var histograms = Arrays.stream(Metric.values())
                .filter(metric -> metric.kind() == Kind.TIMER)
                .map(MetricNames::of)
                .collect(Collectors.toSet());
        return NAME.matcher(text)
                .results()
                .map(found -> {
                    var whole = found.group().replaceFirst("_(bucket|count|sum|max)$", "");
                    return histograms.contains(whole) ? whole : found.group();
                })
                .collect(Collectors.toSet());
    }
}
