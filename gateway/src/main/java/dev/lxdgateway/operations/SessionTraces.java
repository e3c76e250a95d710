package dev.lxdgateway.operations;

import dev.lxdgateway.session.Course;
import dev.lxdgateway.session.Course.Point;
import dev.lxdgateway.session.Exit;
import dev.lxdgateway.session.Session;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells of each session, when it has ended, how long its parts took: in the trace of the request that started it. It says
 * where and how, and never who or which command.
 */
final class SessionTraces {

    private final Tracer tracer;
    private final Map<String, TraceContext> parents = new ConcurrentHashMap<>();

    SessionTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Remembers the request, on whose thread this is. */
    void started(Session session) {
        var request = tracer.currentSpan();
        if (request != null) {
            parents.put(session.id(), request.context());
        }
    }

    void ended(Session session, Exit exit) {
        var parent = parents.remove(session.id());
        if (parent == null) {
            return;
        }
        var course = session.course();
        var whole = begin("exec", parent, course.at(Point.ASKED).orElse(null));
        if (whole == null) {
            return;
        }
        describe(whole, session, exit);
        part("lxd exec request", whole, course, Point.ASKED, Point.ANSWERED);
        part("lxd sockets", whole, course, Point.ANSWERED, Point.CONNECTED);
        part("first output", whole, course, Point.ANSWERED, Point.FIRST_OUTPUT);
        part("run", whole, course, Point.ANSWERED, Point.EXITED);
        part("drain", whole, course, Point.EXITED, Point.ENDED);
        course.at(Point.ENDED).ifPresent(end -> end(whole, end));
    }

    private static void describe(Span whole, Session session, Exit exit) {
        var request = session.request();
        whole.tag("session.id", session.id());
        whole.tag("lxd.remote", request.remote());
        whole.tag("lxd.project", request.exec().project());
        whole.tag("lxd.instance", request.exec().instance());
        whole.tag("exec.mode", session.isInteractive() ? "terminal" : "pipes");
        whole.tag("exec.reason", exit.reason().word());
        whole.tag("exec.tail", exit.tail().word());
        if (exit.exitCode() != null) {
            whole.tag("exec.exit_code", exit.exitCode());
        }
        exit.output()
                .forEach((stream, sum) ->
                        whole.tag("exec.%s.bytes".formatted(stream.name().toLowerCase(Locale.ROOT)), sum.bytes()));
    }

    private void part(String name, Span whole, Course course, Point from, Point to) {
        course.at(to).ifPresent(end -> {
            var span = begin(name, whole.context(), course.at(from).orElse(null));
            if (span != null) {
                end(span, end);
            }
        });
    }

    private @Nullable Span begin(String name, TraceContext parent, @Nullable Instant at) {
        return at == null
                ? null
                : tracer.spanBuilder()
                        .setParent(parent)
                        .name(name)
                        .startTimestamp(nanos(at), TimeUnit.NANOSECONDS)
                        .start();
    }

    private static void end(Span span, Instant at) {
        span.end(nanos(at), TimeUnit.NANOSECONDS);
    }

    private static long nanos(Instant at) {
        return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
    }
}
