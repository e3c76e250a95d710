package dev.lxdgateway.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted; what is not given is not asked.
 *
 * @param from not before
 * @param to before
 * @param before with smaller numbers
 */
public record AuditQuery(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String subject,
        @Nullable String action,
        @Nullable String instance,
        @Nullable String session,
        @Nullable String result,
        @Nullable Long before) {

    private static final int LONGEST = 300;

    /** The same, further on. */
    public AuditQuery before(long seq) {
        return new AuditQuery(from, to, subject, action, instance, session, result, seq);
    }

    Map<String, Object> conditions() {
        var conditions = new LinkedHashMap<String, Object>();
        put(conditions, "at >= ?", from == null ? null : AuditStore.at(from));
        put(conditions, "at < ?", to == null ? null : AuditStore.at(to));
        put(conditions, "subject = ?", subject);
        put(conditions, "action = ?", action);
        put(conditions, "instance = ?", instance);
        put(conditions, "session = ?", session);
        put(conditions, "result = ?", result);
        put(conditions, "seq < ?", before);
        return conditions;
    }

    private static void put(Map<String, Object> conditions, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.put(condition, value instanceof String text ? Entry.cut(text, LONGEST) : value);
        }
    }
}
