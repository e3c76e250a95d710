package dev.lxdgateway.api;

import dev.lxdgateway.access.Access;
import dev.lxdgateway.access.Caller;
import dev.lxdgateway.access.Quotas;
import dev.lxdgateway.session.CallerUse;
import dev.lxdgateway.session.Quota;
import dev.lxdgateway.session.Sessions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells administrators the limits, who uses how much, and who has met them. */
@RestController
class LimitsController {

    private static final int MOST = 1000;

    private final Sessions sessions;
    private final Quotas quotas;
    private final IdempotencyProperties keys;
    private final Access access;

    LimitsController(Sessions sessions, Quotas quotas, IdempotencyProperties keys, Access access) {
        this.sessions = sessions;
        this.quotas = quotas;
        this.keys = keys;
        this.access = access;
    }

    @GetMapping("/api/v1/limits")
    LimitsView limits(Caller caller) {
        access.requireAdmin(caller);
        return new LimitsView(
                limits(sessions.limitsMet()),
                quotas.special().stream()
                        .map(some -> new SpecialLimits(some.subjects(), some.groups(), CallerLimits.of(some.quota())))
                        .toList(),
                sessions.use(MOST));
    }

    private List<Limit> limits(Map<String, Long> hits) {
        var settings = sessions.settings();
        var all = settings.limits();
        var each = CallerLimits.of(quotas.usual());
        var values = new LinkedHashMap<String, @Nullable Long>();
        values.put("sessions", (long) all.sessions());
        values.put("sessions-per-caller", (long) each.sessions());
        values.put("queue", (long) all.queue());
        values.put("queue-per-caller", (long) all.queuePerCaller());
        values.put("starting", (long) all.starting());
        values.put("starts", all.starts());
        values.put("starts-per-caller", each.startsPerMinute());
        values.put("total-time", each.totalTimeMs());
        values.put("idle-time", each.idleTimeMs());
        values.put("retained-output", settings.retainedOutput());
        values.put("output-per-caller", each.output());
        values.put("spill", settings.output().spill());
        values.put("spill-per-caller", each.spill());
        values.put("output-rate", rate(all.outputRate()));
        values.put("output-rate-per-caller", each.outputRate());
        values.put(Idempotency.LIMIT, (long) keys.keys());
        return values.entrySet().stream()
                .map(limit -> new Limit(limit.getKey(), limit.getValue(), hits.getOrDefault(limit.getKey(), 0L)))
                .toList();
    }

    /**
     * Limits and their use.
     *
     * @param limits what all callers may have together, and each of them
     * @param special what some may have instead; the first that is for a caller counts
     * @param callers who uses most now, at most 1000
     */
    record LimitsView(List<Limit> limits, List<SpecialLimits> special, List<CallerUse> callers) {}

    /**
     * A limit.
     *
     * @param value a number, bytes, bytes a second or milliseconds, as its property has it; null for none
     * @param hits how often it was met since the gateway's start
     */
    record Limit(String name, @Nullable Long value, long hits) {}

    /** @param outputRate bytes in a second, null for no limit */
    record CallerLimits(
            int sessions,
            long startsPerMinute,
            @Nullable Long totalTimeMs,
            @Nullable Long idleTimeMs,
            long output,
            long spill,
            @Nullable Long outputRate) {

        static CallerLimits of(Quota quota) {
            return new CallerLimits(
                    quota.sessions(),
                    quota.starts(),
                    millis(quota.totalTime()),
                    millis(quota.idleTime()),
                    quota.output(),
                    quota.spill(),
                    rate(quota.outputRate()));
        }

        private static @Nullable Long millis(@Nullable Duration time) {
            return time == null ? null : time.toMillis();
        }
    }

    record SpecialLimits(List<String> subjects, List<String> groups, CallerLimits limits) {}

    private static @Nullable Long rate(long rate) {
        return rate == 0 ? null : rate;
    }
}
