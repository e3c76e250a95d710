package dev.lxdgateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.access.Action;
import dev.lxdgateway.access.Event;
import dev.lxdgateway.access.Event.Place;
import dev.lxdgateway.access.Event.Result;
import dev.lxdgateway.audit.AuditWriter.Noted;
import dev.lxdgateway.audit.OpenSessions.Lost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class OpenSessionsTests {

    private final DriverManagerDataSource source =
            new DriverManagerDataSource("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
    private final JdbcTemplate template = new JdbcTemplate(source);
    private final JdbcClient database = JdbcClient.create(template);

    @BeforeEach
    void migrate() {
        Flyway.configure().dataSource(source).load().migrate();
    }

    private static Noted event(Action action, String session, Result result) {
        var place = new Place("lxd", "default", "web");
        var event = new Event(action, "user:ann", null, place, session, null, result, List.of(), Map.of());
        return new Noted(event, Instant.now(), false, new CompletableFuture<>());
    }

    private static void start(OpenSessions gateway, String session) {
        var start = List.of(event(Action.SESSION_START, session, Result.ALLOWED));
        assertThat(gateway.note(start)).isEqualTo(start);
    }

    private static boolean end(OpenSessions gateway, String session, Result result) {
        return !gateway.note(List.of(event(Action.SESSION_END, session, result)))
                .isEmpty();
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
        var dead = new OpenSessions(template, false);
        dead.beat();
        start(dead, "ended");
        start(dead, "failed");
        start(dead, "left");
        assertThat(end(dead, "ended", Result.DONE)).isTrue();
        assertThat(end(dead, "failed", Result.FAILED)).isTrue();
        assertThat(lost(dead)).isEmpty();

        var next = new OpenSessions(template, false);

        assertThat(next.lost()).containsExactly(new Lost("left", "user:ann", "lxd", "default", "web"));
    }

    @Test
    void notesWhatComesTogether() {
        var gateway = new OpenSessions(template, false);
        start(gateway, "lost");
        var events = List.of(
                event(Action.SESSION_START, "short", Result.ALLOWED),
                event(Action.SESSION_END, "short", Result.DONE),
                event(Action.SESSION_END, "lost", Result.LOST),
                event(Action.SESSION_END, "lost by nobody", Result.LOST),
                event(Action.SESSION_START, "left", Result.ALLOWED));

        var written = gateway.note(events);

        assertThat(written)
                .extracting(noted -> noted.event().session())
                .containsExactly("short", "short", "lost", "left");
        assertThat(lost(new OpenSessions(template, false))).containsExactly("left");
    }

    @Test
    void waitsForOneThatSharesTheDatabase() {
        var one = new OpenSessions(template, true);
        var other = new OpenSessions(template, true);
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
        var dead = new OpenSessions(template, true);
        start(dead, "s1");

        assertThat(end(new OpenSessions(template, true), "s1", Result.LOST)).isTrue();
        assertThat(end(new OpenSessions(template, true), "s1", Result.LOST)).isFalse();
        assertThat(end(dead, "s1", Result.DONE)).isTrue();
    }

    @Test
    void forgetsTheDeadThatLeftNothing() {
        var dead = new OpenSessions(template, true);
        var left = new OpenSessions(template, true);
        dead.beat();
        left.beat();
        start(left, "s1");
        silence(51);
        var alive = new OpenSessions(template, true);
        alive.beat();

        alive.tidy();

        assertThat(lost(alive)).containsExactly("s1");
        assertThat(database.sql("SELECT COUNT(*) FROM gateway")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }
}
