package dev.lxdgateway.audit;

import dev.lxdgateway.access.Action;
import dev.lxdgateway.access.Event;
import dev.lxdgateway.access.Event.Place;
import dev.lxdgateway.access.Event.Result;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sessions that have been started and have not ended, each with the gateway that runs it, by what the audit hears. */
final class OpenSessions {

    static final Duration BEAT = Duration.ofSeconds(10);
    private static final int BEATS_MISSED = 5;
    private static final int LONGEST = 100;
    private static final int LONGEST_SUBJECT = 300;

    private final JdbcClient database;
    private final boolean isShared;
    private final String gateway = UUID.randomUUID().toString();

    /** @param isShared whether other gateways may use the database at this time */
    OpenSessions(JdbcClient database, boolean isShared) {
        this.database = database;
        this.isShared = isShared;
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
     * Notes a start, and an end; in the transaction that the event is written in.
     *
     * @return whether the event is to be written: of two gateways that find a session lost one writes it
     */
    boolean note(Event event, Instant at) {
        var id = event.session();
        if (id == null) {
            return true;
        }
        return switch (event.action()) {
            case SESSION_START -> {
                begin(id, event, at);
                yield true;
            }
            case SESSION_END -> {
                int open = database.sql("DELETE FROM open_session WHERE id = ?")
                        .param(id)
                        .update();
                yield open > 0 || event.result() != Result.LOST;
            }
            default -> true;
        };
    }

    private void begin(String id, Event event, Instant at) {
        var place = event.place();
        if (place != null) {
            database.sql("INSERT INTO open_session (id, gateway, subject, remote, project, instance, started)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            id,
                            gateway,
                            Entry.cut(event.subject(), LONGEST_SUBJECT),
                            Entry.cut(place.remote(), LONGEST),
                            Entry.cut(place.project(), LONGEST),
                            Entry.cut(place.instance(), LONGEST),
                            AuditStore.at(at))
                    .update();
        }
    }
}
