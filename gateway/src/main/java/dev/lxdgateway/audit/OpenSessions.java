package dev.lxdgateway.audit;

import dev.lxdgateway.access.Action;
import dev.lxdgateway.access.Event;
import dev.lxdgateway.access.Event.Place;
import dev.lxdgateway.access.Event.Result;
import dev.lxdgateway.audit.AuditWriter.Noted;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sessions that have been started and have not ended, each with the gateway that runs it, by what the audit hears. */
final class OpenSessions {

    static final Duration BEAT = Duration.ofSeconds(10);
    private static final int BEATS_MISSED = 5;
    private static final String INSERT =
            "INSERT INTO open_session (id, gateway, subject, remote, project, instance, started) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String DELETE = "DELETE FROM open_session WHERE id = ?";
    private static final int LONGEST = 100;
    private static final int LONGEST_SUBJECT = 300;

    private final JdbcOperations batches;
    private final JdbcClient database;
    private final boolean isShared;
    private final String gateway = UUID.randomUUID().toString();

    /** @param isShared whether other gateways may use the database at this time */
    OpenSessions(JdbcOperations database, boolean isShared) {
        this.batches = database;
        this.database = JdbcClient.create(database);
        this.isShared = isShared;
    }

    boolean isShared() {
        return isShared;
    }

    /** A session whose gateway is dead. */
    record Lost(String id, String subject, String remote, String project, String instance) {

        Event event() {
            return new Event(
                    Action.SESSION_END,
                    subject,
                    null,
                    new Place(remote, project, instance),
                    id,
                    null,
                    Result.LOST,
                    List.of(),
                    Map.of("reason", "gateway-lost"));
        }
    }

    /** Says that this gateway lives; when it goes, its last events may be written after all else. */
    void beat() {
        int known = database.sql("UPDATE gateway SET seen = CURRENT_TIMESTAMP WHERE id = ?")
                .param(gateway)
                .update();
        if (known == 0) {
            database.sql("INSERT INTO gateway (id, seen) VALUES (?, CURRENT_TIMESTAMP)")
                    .param(gateway)
                    .update();
        }
    }

    /** Those whose gateway is dead. */
    List<Lost> lost() {
        return database.sql("""
                        SELECT id, subject, remote, project, instance FROM open_session
                        WHERE gateway <> ? AND gateway NOT IN
                          (SELECT id FROM gateway WHERE %s)
                        ORDER BY started""".formatted(alive()))
                .param(gateway)
                .query(OpenSessions::row)
                .list();
    }

    private static Lost row(ResultSet row, int number) throws SQLException {
        return new Lost(
                row.getString("id"),
                row.getString("subject"),
                row.getString("remote"),
                row.getString("project"),
                row.getString("instance"));
    }

    private String alive() {
        return isShared
                ? "seen > CURRENT_TIMESTAMP - INTERVAL '%d' SECOND"
                        .formatted(BEAT.multipliedBy(BEATS_MISSED).toSeconds())
                : "1 = 0";
    }

    /** Forgets gateways that have died and left nothing. */
    void tidy() {
        database.sql("""
                        DELETE FROM gateway WHERE id <> ? AND NOT (%s)
                        AND id NOT IN (SELECT gateway FROM open_session)""".formatted(alive())).param(gateway).update();
    }

    /**
     * Notes starts and ends; in the transaction that the events are written in.
     *
     * @return the events that are to be written: of two gateways that find a session lost one writes it
     */
    List<Noted> note(List<Noted> events) {
        begin(of(events, Action.SESSION_START));
        var ends = of(events, Action.SESSION_END);
        batches.batchUpdate(
                DELETE,
                ends.stream()
                        .filter(noted -> !isLost(noted))
                        .map(noted -> new @Nullable Object[] {noted.event().session()})
                        .toList());
        var taken = ends.stream()
                .filter(noted ->
                        isLost(noted) && batches.update(DELETE, noted.event().session()) == 0)
                .toList();
        return taken.isEmpty()
                ? events
                : events.stream().filter(noted -> !taken.contains(noted)).toList();
    }

    private static List<Noted> of(List<Noted> events, Action action) {
        return events.stream()
                .filter(noted ->
                        noted.event().action() == action && noted.event().session() != null)
                .toList();
    }

    private static boolean isLost(Noted end) {
        return end.event().result() == Result.LOST;
    }

    private void begin(List<Noted> starts) {
        var rows = new ArrayList<@Nullable Object[]>();
        for (var start : starts) {
            var event = start.event();
            var place = event.place();
            if (place != null) {
                rows.add(new @Nullable Object[] {
                    event.session(),
                    gateway,
                    Entry.cut(event.subject(), LONGEST_SUBJECT),
                    Entry.cut(place.remote(), LONGEST),
                    Entry.cut(place.project(), LONGEST),
                    Entry.cut(place.instance(), LONGEST),
                    AuditStore.at(start.at())
                });
            }
        }
        batches.batchUpdate(INSERT, rows);
    }
}
