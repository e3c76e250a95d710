package dev.lxdgateway.operations;

import dev.lxdgateway.lxd.InstanceStateException;
import dev.lxdgateway.lxd.LxdException;
import dev.lxdgateway.lxd.LxdRefusedException;
import dev.lxdgateway.lxd.LxdUnavailableException;
import dev.lxdgateway.lxd.NotFoundException;
import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.metrics.Meters;
import dev.lxdgateway.metrics.Metric;
import dev.lxdgateway.session.Course.Point;
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
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Counts sessions, their bytes, their exits, and how long their parts take; and has them traced, if anything is. */
@Component
final class SessionMetrics implements SessionObserver {

    private final Meters meters;
    private final @Nullable SessionTraces traces;
    private final Map<Stream, Counter> received = new EnumMap<>(Stream.class);
    private final Map<Phase, Timer> phases = new EnumMap<>(Phase.class);
    private final Map<Held, Counter> held = new EnumMap<>(Held.class);
    private final Counter typed;
    private final Timer drains;

    SessionMetrics(MeterRegistry registry, ObjectProvider<SessionTraces> traces) {
        this.traces = traces.getIfAvailable();
        meters = new Meters(registry);
        meters.begin(
                Metric.SESSIONS_STARTED,
                Metric.SESSIONS_FAILED,
                Metric.SESSIONS_REFUSED,
                Metric.LIMITS_HITS,
                Metric.SESSION_DURATION,
                Metric.SESSION_EXITS,
                Metric.OUTPUT_GAPS,
                Metric.OUTPUT_GAP_BYTES);
        for (var stream : Stream.values()) {
            received.put(stream, meters.counter(Metric.SESSION_BYTES, word(stream)));
        }
        for (var phase : Phase.values()) {
            phases.put(phase, meters.timer(Metric.EXEC_START, word(phase)));
        }
        for (var why : Held.values()) {
            held.put(why, meters.counter(Metric.OUTPUT_HELD, word(why)));
        }
        typed = meters.counter(Metric.SESSION_BYTES, "stdin");
        drains = meters.timer(Metric.SESSION_DRAIN);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void started(Session session) {
        meters.counter(Metric.SESSIONS_STARTED, mode(session)).increment();
        if (traces != null) {
            traces.started(session);
        }
    }

    @Override
    public void failed(LxdException why) {
        meters.counter(Metric.SESSIONS_FAILED, cause(why)).increment();
    }

    private static String cause(LxdException why) {
        return switch (why) {
            case NotFoundException _ -> "not-found";
            case InstanceStateException _ -> "not-running";
            case LxdUnavailableException _ -> "unavailable";
            case LxdRefusedException _ -> "refused";
        };
    }

    @Override
    public void refused(String limit) {
        meters.counter(Metric.SESSIONS_REFUSED, limit).increment();
    }

    @Override
    public void limited(String limit) {
        meters.counter(Metric.LIMITS_HITS, limit).increment();
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
    public void missed(Gap why, long bytes) {
        meters.counter(Metric.OUTPUT_GAPS, word(why)).increment();
        meters.counter(Metric.OUTPUT_GAP_BYTES, word(why)).increment((double) bytes);
    }

    @Override
    public void held(Held why, Duration time) {
        Objects.requireNonNull(held.get(why)).increment(time.toNanos() / 1e9);
    }

    @Override
    public void ended(Session session, Exit exit) {
        meters.counter(
                        Metric.SESSION_EXITS,
                        exitClass(exit),
                        exit.reason().word(),
                        exit.tail().word())
                .increment();
        var course = session.course();
        course.between(Point.ASKED, Point.ENDED)
                .ifPresent(meters.timer(Metric.SESSION_DURATION, mode(session))::record);
        course.between(Point.EXITED, Point.ENDED).ifPresent(drains::record);
        if (traces != null) {
            traces.ended(session, exit);
        }
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
