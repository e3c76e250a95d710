package dev.lxdgateway.audit;

import dev.lxdgateway.audit.AuditWriter.Noted;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The events in the database. */
final class AuditStore {

    private static final int FETCH = 1000;
    private static final String INSERT = """
            INSERT INTO audit_event
              (seq, at, action, subject, remote, project, instance, session, result, event, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private record Head(long seq, String hash) {}

    private final JdbcOperations batches;
    private final JdbcClient database;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;
    private final JsonMapper json;
    private final AuditProperties.CommandDetail commands;
    private final OpenSessions open;
    private final String headQuery;

    AuditStore(
            JdbcOperations database,
            PlatformTransactionManager transactions,
            JsonMapper json,
            AuditProperties properties,
            OpenSessions open) {
        this.batches = database;
        this.database = JdbcClient.create(database);
        this.open = open;
        // nobody else writes to a database of ours alone, and H2 parses a query that locks anew each time
        this.headQuery = "SELECT seq, hash FROM audit_head WHERE id = 1" + (open.isShared() ? " FOR UPDATE" : "");
        this.writing = new TransactionTemplate(transactions);
        writing.setTimeout(Math.toIntExact(properties.timeout().toSeconds() + 1));
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        this.json = json;
        this.commands = properties.command();
    }

    /** Adds events at the end, all or none. */
    List<Line> append(List<Noted> events) {
        return writing.execute(_ -> {
            var head = database.sql(headQuery).query(Head.class).single();
            var rows = new ArrayList<Object[]>();
            var added = new ArrayList<Line>();
            for (var noted : open.note(events)) {
                var entry = Entry.of(noted.event(), noted.at(), commands, head.seq() + 1, head.hash());
                var line = Line.of(json.writeValueAsString(entry));
                rows.add(row(entry, line));
                added.add(line);
                head = new Head(entry.seq(), line.hash());
            }
            batches.batchUpdate(INSERT, rows);
            database.sql("UPDATE audit_head SET seq = ?, hash = ? WHERE id = 1")
                    .params(head.seq(), head.hash())
                    .update();
            return added;
        });
    }

    private static @Nullable Object[] row(Entry entry, Line line) {
        return new @Nullable Object[] {
            entry.seq(),
            at(entry.at()),
            entry.action(),
            entry.subject(),
            entry.remote(),
            entry.project(),
            entry.instance(),
            entry.session(),
            entry.result(),
            line.text(),
            line.hash()
        };
    }

    /** The newest first. */
    List<Line> find(AuditQuery query, int limit) {
        return database.sql("SELECT event, hash FROM audit_event WHERE %s ORDER BY seq DESC LIMIT %d"
                        .formatted(where(query), limit))
                .params(List.copyOf(query.conditions().values()))
                .query(AuditStore::line)
                .list();
    }

    /** The oldest first. */
    void export(AuditQuery query, Consumer<Line> to) {
        reading.executeWithoutResult(_ -> {
            try (Stream<Line> lines = database
                    .sql("SELECT event, hash FROM audit_event WHERE %s ORDER BY seq".formatted(where(query)))
                    .withFetchSize(FETCH)
                    .params(List.copyOf(query.conditions().values()))
                    .query(AuditStore::line)
                    .stream()) {
                lines.forEach(to);
            }
        });
    }

    /** Whether it was written that this happened in that session. */
    boolean contains(String session, String subject, String action, String result) {
        return database.sql(
                                "SELECT COUNT(*) FROM audit_event WHERE session = ? AND subject = ? AND action = ? AND result = ?")
                        .params(session, subject, action, result)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static String where(AuditQuery query) {
        var conditions = new ArrayList<>(query.conditions().keySet());
        return conditions.isEmpty() ? "1 = 1" : String.join(" AND ", conditions);
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(row.getString("event"), row.getString("hash"));
    }

    /** Has all looked at from the oldest on, and tells the hash that the last one should have. */
    @Nullable String scan(Consumer<AuditCheck.Row> look) {
        return reading.execute(_ -> {
            try (Stream<AuditCheck.Row> rows = database
                    .sql("SELECT * FROM audit_event ORDER BY seq")
                    .withFetchSize(FETCH)
                    .query((row, _) -> new AuditCheck.Row(
                            line(row, 0),
                            row.getLong("seq"),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            columns(row)))
                    .stream()) {
                rows.forEach(look);
            }
            return database.sql("SELECT hash FROM audit_head WHERE id = 1")
                    .query(String.class)
                    .optional()
                    .orElse(null);
        });
    }

    private static Map<String, String> columns(ResultSet row) throws SQLException {
        var columns = new HashMap<String, String>();
        for (var name : List.of("action", "subject", "remote", "project", "instance", "session", "result")) {
            var value = row.getString(name);
            if (value != null) {
                columns.put(name, value);
            }
        }
        return columns;
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
