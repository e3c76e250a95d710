package dev.lxdgateway.api;

import dev.lxdgateway.access.Access;
import dev.lxdgateway.access.Caller;
import dev.lxdgateway.audit.Audit;
import dev.lxdgateway.audit.AuditCheck;
import dev.lxdgateway.audit.AuditQuery;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The account of who did what; for administrators. */
@RestController
@RequestMapping("/api/v1/audit")
class AuditController {

    private static final int LONGEST_PAGE = 1000;

    private final Audit audit;
    private final Access access;

    AuditController(Audit audit, Access access) {
        this.audit = audit;
        this.access = access;
    }

    /** The newest first. */
    @GetMapping(params = "format!=ndjson")
    Page<AuditEvent> events(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String instance,
            @RequestParam(required = false) @Nullable String session,
            @RequestParam(required = false) @Nullable String result,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        access.requireAdmin(caller);
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new InvalidRequestException("limit", "must be from 1 to %d".formatted(LONGEST_PAGE));
        }
        var query = new AuditQuery(
                instant("from", from), instant("to", to), subject, action, instance, session, result, number(cursor));
        var found = audit.find(query, limit + 1);
        if (found.size() <= limit) {
            return new Page<>(found.stream().map(AuditEvent::of).toList(), null);
        }
        var items = found.subList(0, limit).stream().map(AuditEvent::of).toList();
        return new Page<>(items, String.valueOf(items.getLast().seq()));
    }

    /** All that match, as lines; {@code audit-verify} can check a file of all, with the oldest first. */
    @GetMapping(params = "format=ndjson")
    void export(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String instance,
            @RequestParam(required = false) @Nullable String session,
            @RequestParam(required = false) @Nullable String result,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        access.requireAdmin(caller);
        var query = new AuditQuery(
                instant("from", from), instant("to", to), subject, action, instance, session, result, null);
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.ndjson\"");
        response.setCharacterEncoding("UTF-8");
        var writer = response.getWriter();
        audit.export(query, line -> writer.append(line).append('\n'));
        writer.flush();
    }

    /** Whether any event was changed or taken out. */
    @GetMapping("/check")
    AuditCheck.Result check(Caller caller) {
        access.requireAdmin(caller);
        return audit.verify();
    }

    private static @Nullable Instant instant(String name, @Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw new InvalidRequestException(name, "must be a time such as 2026-01-31T12:00:00Z");
        }
    }

    private static @Nullable Long number(@Nullable String cursor) {
        try {
            return cursor == null ? null : Long.valueOf(cursor);
        } catch (NumberFormatException _) {
            throw new InvalidRequestException("cursor", "must be a list's next");
        }
    }
}
