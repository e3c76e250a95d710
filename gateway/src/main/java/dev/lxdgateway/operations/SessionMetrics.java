package dev.lxdgateway.operations;

import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.session.Exit;
import dev.lxdgateway.session.Session;
import dev.lxdgateway.session.SessionObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Counts sessions, their bytes, their exits, and how long their starts take. */
@Component
final class SessionMetrics implements SessionObserver {

    static final String ACTIVE = "gateway.sessions.active";
    static final String STARTED = "gateway.sessions.started";
    static final String WAITING = "gateway.sessions.waiting";
    static final String REFUSED = "gateway.sessions.refused";
    static final String LIMITS = "gateway.limits.hits";
    static final String SPILLED = "gateway.output.spilled";
    static final String EXITS = "gateway.session.exits";
    static final String BYTES = "gateway.session.bytes";
    static final String START = "gateway.exec.start";

    private final MeterRegistry registry;
    private final Map<Stream, Counter> received = new EnumMap<>(Stream.class);
    private final Map<Phase, Timer> phases = new EnumMap<>(Phase.class);
    private final Counter typed;

    SessionMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (var stream : Stream.values()) {
            received.put(stream, bytes(word(stream)));
        }
        for (var phase : Phase.values()) {
            phases.put(
                    phase,
                    Timer.builder(START)
                            .description("Time that a part of an exec's start takes")
                            .tag("phase", word(phase))
                            .publishPercentileHistogram()
                            .minimumExpectedValue(Duration.ofMillis(1))
                            .maximumExpectedValue(Duration.ofSeconds(10))
                            .register(registry));
        }
        typed = bytes("stdin");
    }

    private Counter bytes(String direction) {
        return Counter.builder(BYTES)
                .description("Bytes of sessions by stream")
                .baseUnit("bytes")
                .tag("stream", direction)
                .register(registry);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void started(Session session) {
        registry.counter(STARTED, "mode", mode(session)).increment();
    }

    @Override
    public void refused(String limit) {
        registry.counter(REFUSED, "limit", limit).increment();
    }

    @Override
    public void limited(String limit) {
        registry.counter(LIMITS, "limit", limit).increment();
    }

    @Override
    public void phase(Phase phase, Duration took) {
        Objects.requireNonNull(phases.get(phase)).record(took);
    }

    @Override
    public void received(Stream stream, int bytes) {
        Objects.requireNonNull(received.get(stream)).increment(bytes);
    }

    @Override
    public void typed(int bytes) {
        typed.increment(bytes);
    }

    @Override
    public void ended(Session session, Exit exit) {
        registry.counter(
                        EXITS,
                        "class",
                        exitClass(exit),
                        "reason",
                        exit.reason().word(),
                        "tail",
                        exit.tail().word())
                .increment();
    }

    private static String mode(Session session) {
        return session.isInteractive() ? "terminal" : "pipes";
    }

    private static String exitClass(Exit exit) {
        var code = exit.exitCode();
        if (code == null) {
            return "unknown";
        }
        if (code == 0) {
            return "success";
        }
        return exit.signal() == null ? "failure" : "signal";
    }
}
