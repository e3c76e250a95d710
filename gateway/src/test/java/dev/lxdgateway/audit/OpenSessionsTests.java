package dev.lxdgateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.access.Action;
import dev.lxdgateway.access.Event;
import dev.lxdgateway.access.Event.Place;
import dev.lxdgateway.access.Event.Result;
import dev.lxdgateway.audit.OpenSessions.Lost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class OpenSessionsTests {

    private final DriverManagerDataSource source =
            new DriverManagerDataSource("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
    private final JdbcClient database = JdbcClient.create(source);

    @BeforeEach
    void migrate() {
        Flyway.configure().dataSource(source).load().migrate();
    }

    private static Event event(Action action, String session, Result result) {
        var place = new Place("lxd", "default", "web");
        return new Event(action, "user:ann", null, place, session, null, result, List.of(), Map.of());
    }

    private static void start(OpenSessions gateway, String session) {
        assertThat(gateway.note(event(Action.SESSION_START, session, Result.ALLOWED), Instant.now()))
                .isTrue();
    }

    private static boolean end(OpenSessions gateway, String session, Result result) {
        return gateway.note(event(Action.SESSION_END, session, result), Instant.now());
    }

    private static List<String> lost(OpenSessions gateway) {
        return gateway.lost().stream().map(Lost::id).toList();
    }

    private void silence(int seconds) {
        database.sql("UPDATE gateway SET seen = CURRENT_TIMESTAMP - INTERVAL '%d' SECOND".formatted(seconds))
                .update();
    }

    @Test
    void knowsWhatOneBeforeItHasLeft() {
        var dead = new OpenSessions(database, false);
        dead.beat();
        start(dead, "ended");
        start(dead, "failed");
        start(dead, "left");
        assertThat(end(dead, "ended", Result.DONE)).isTrue();
        assertThat(end(dead, "failed", Result.FAILED)).isTrue();
        assertThat(lost(dead)).isEmpty();

        var next = new OpenSessions(database, false);

        assertThat(next.lost()).containsExactly(new Lost("left", "user:ann", "lxd", "default", "web"));
    }

    @Test
    void waitsForOneThatSharesTheDatabase() {
        var one = new OpenSessions(database, true);
        var other = new OpenSessions(database, true);
        one.beat();
        other.beat();
        start(one, "s1");
        start(other, "s2");

        silence(49);
        assertThat(lost(other)).isEmpty();
        silence(51);
        assertThat(lost(other)).containsExactly("s1");
        one.beat();
        assertThat(lost(other)).isEmpty();
    }

    @Test
    void hasOneAloneWriteThatASessionIsLost() {
        var dead = new OpenSessions(database, true);
        start(dead, "s1");

        assertThat(end(new OpenSessions(database, true), "s1", Result.LOST)).isTrue();
        assertThat(end(new OpenSessions(database, true), "s1", Result.LOST)).isFalse();
        assertThat(end(dead, "s1", Result.DONE)).isTrue();
    }

    @Test
    void forgetsTheDeadThatLeftNothing() {
        var dead = new OpenSessions(database, true);
        var left = new OpenSessions(database, true);
        dead.beat();
        left.beat();
        start(left, "s1");
        silence(51);
        var alive = new OpenSessions(database, true);
        alive.beat();

        alive.tidy();

        assertThat(lost(alive)).containsExactly("s1");
        assertThat(database.sql("SELECT COUNT(*) FROM gateway")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }
}
