package dev.lxdgateway.api;

import dev.lxdgateway.audit.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event of the audit, as {@link Entry} says it. */
record AuditEvent(
        long seq,
        Instant at,
        String action,
        String subject,
        @Nullable String source,
        @Nullable String remote,
        @Nullable String project,
        @Nullable String instance,
        @Nullable String session,
        @Nullable String rule,
        String result,
        @Nullable List<String> command,
        @Nullable Map<String, Object> detail,
        String previous,
        @Nullable String hash) {

    static AuditEvent of(Entry entry) {
        return new AuditEvent(
                entry.seq(),
                entry.at(),
                entry.action(),
                entry.subject(),
                entry.source(),
                entry.remote(),
                entry.project(),
                entry.instance(),
                entry.session(),
                entry.rule(),
                entry.result(),
                entry.command(),
                entry.detail(),
                entry.previous(),
                entry.hash());
    }
}
