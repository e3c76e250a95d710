package dev.lxdgateway.terminal;

import dev.lxdgateway.metrics.Meters;
import dev.lxdgateway.metrics.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** Counts WebSockets, their ends, and how far away their clients are. */
final class TerminalMetrics {

    private final Meters meters;
    private final Timer pings;

    TerminalMetrics(MeterRegistry registry, Supplier<Number> open) {
        meters = new Meters(registry);
        meters.begin(Metric.WEBSOCKET_CLOSES);
        meters.gauge(Metric.WEBSOCKETS, open);
        pings = meters.timer(Metric.WEBSOCKET_PING);
    }

    /** A client has answered a ping. */
    void answered(Duration took) {
        pings.record(took);
    }

    void closed(int code) {
        meters.counter(Metric.WEBSOCKET_CLOSES, closeClass(code)).increment();
    }

    /** 1005 is a close frame without a code, and 1006 is none. */
    static String closeClass(int code) {
        return switch (code) {
            case 1000, 1005 -> "normal";
            case 1001 -> "away";
            case 1006 -> "lost";
            default -> code >= 4400 && code < 4500 ? "refused" : "failed";
        };
    }
}
