package dev.lxdgateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lxdgateway.access.Action;
import dev.lxdgateway.access.Event;
import dev.lxdgateway.access.Event.Result;
import dev.lxdgateway.audit.AuditProperties.CommandDetail;
import dev.lxdgateway.audit.AuditProperties.OnFailure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.json.JsonMapper;

class AuditTests {

    private static final Event EVENT = new Event(
            Action.SESSION_START,
            "user:ann",
            "10.0.0.1",
            new Event.Place("lxd", "default", "c1"),
            "00000000-0000-0000-0000-000000000001",
            "developers",
            Result.ALLOWED,
            List.of("mysql", "--password=hunter2"),
            Map.of("user", 0L, "interactive", true));

    @TempDir
    private Path directory;

    private final DriverManagerDataSource source =
            new DriverManagerDataSource("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
    private final JdbcTemplate template = new JdbcTemplate(source);
    private final JdbcClient database = JdbcClient.create(template);
    private final JsonMapper json = new JsonMapper();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private AuditWriter writer;
    private Audit audit;

    @BeforeEach
    void open() {
        Flyway.configure().dataSource(source).load().migrate();
        open(CommandDetail.NONE, OnFailure.DENY);
    }

    @AfterEach
    void close() {
        writer.close();
        database.sql("SHUTDOWN").update();
    }

    private AuditProperties properties(CommandDetail command, OnFailure onFailure) {
        return new AuditProperties(onFailure, Duration.ofSeconds(5), command, directory.resolve("audit.ndjson"), false);
    }

    private void open(CommandDetail command, OnFailure onFailure) {
        var properties = properties(command, onFailure);
        var store = new AuditStore(
                template, new JdbcTransactionManager(source), json, properties, new OpenSessions(template, false));
        writer = new AuditWriter(store, new AuditLines(properties), registry);
        audit = new Audit(writer, store, properties, Instant::now, json);
    }

    private void write(int count) {
        IntStream.range(0, count).forEach(_ -> audit.before(EVENT));
    }

    @Test
    void keepsWhatHappenedInOrder() {
        write(3);

        assertThat(audit.find(query(), 2)).hasSize(2).first().satisfies(event -> {
            assertThat(event.seq()).isEqualTo(3);
            assertThat(event.action()).isEqualTo("session-start");
            assertThat(event.subject()).isEqualTo("user:ann");
            assertThat(event.source()).isEqualTo("10.0.0.1");
            assertThat(event.instance()).isEqualTo("c1");
            assertThat(event.rule()).isEqualTo("developers");
            assertThat(event.result()).isEqualTo("allowed");
            assertThat(event.detail()).containsEntry("interactive", true);
        });
        assertThat(audit.verify()).returns(3L, AuditCheck.Result::events).returns(null, AuditCheck.Result::fault);
    }

    private static AuditQuery query() {
        return new AuditQuery(null, null, null, null, null, null, null, null);
    }

    @ParameterizedTest
    @EnumSource
    void writesOfACommandLineWhatItMay(CommandDetail detail) {
        writer.close();
        open(detail, OnFailure.DENY);

        audit.before(EVENT);

        assertThat(audit.find(query(), 1).getFirst().command())
                .isEqualTo(
                        switch (detail) {
                            case NONE -> null;
                            case PROGRAM -> List.of("mysql");
                            case ARGV -> List.of("mysql", "--password=hunter2");
                        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE audit_event SET event = REPLACE(event, 'ann', 'eve'), subject = 'user:eve' WHERE seq = 2 | event 2 was changed
            UPDATE audit_event SET subject = 'user:eve' WHERE seq = 2          | event 2 is filed under something
            UPDATE audit_event SET at = at + INTERVAL '1' HOUR WHERE seq = 2   | event 2 is filed under something
            UPDATE audit_event SET instance = NULL WHERE seq = 2               | event 2 is filed under something
            DELETE FROM audit_event WHERE seq = 2                              | after event 1 comes 3
            DELETE FROM audit_event WHERE seq = 1                              | after event 0 comes 2
            DELETE FROM audit_event WHERE seq = 3                              | after event 2 there were more
            DELETE FROM audit_event                                            | after event 0 there were more
            """, quoteCharacter = '~')
    void findsWhatWasChanged(String change, String fault) {
        write(3);

        assertThat(database.sql(change).update()).isPositive();

        assertThat(audit.verify().fault()).startsWith(fault);
    }

    @Test
    void findsAnEventThatWasWrittenAnew() {
        write(3);
        var row = database.sql("SELECT event FROM audit_event WHERE seq = 2")
                .query(String.class)
                .single();
        var forged = Line.of(row.replace("ann", "eve"));
        database.sql("UPDATE audit_event SET event = ?, hash = ?, subject = 'user:eve' WHERE seq = 2")
                .params(forged.text(), forged.hash())
                .update();

        assertThat(audit.verify().fault()).startsWith("event 3 follows another than event 2");
    }

    @Test
    void writesLinesThatCanBeChecked() throws IOException {
        write(3);
        var file = directory.resolve("audit.ndjson");

        assertThat(verify(file)).startsWith("0 3 events, none changed or missing");
        var lines = Files.readAllLines(file);
        Files.write(file, lines.subList(1, 3));
        assertThat(verify(file)).startsWith("0 2 events");
        Files.write(file, List.of(lines.getFirst(), lines.getLast()));
        assertThat(verify(file)).startsWith("1 1 events are as they were written, but after event 1 comes 3");
        Files.writeString(file, lines.getFirst().replace("allowed", "refused"));
        assertThat(verify(file)).startsWith("1 0 events are as they were written, but event 1 was changed");
    }

    private static String verify(Path file) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = AuditVerifyCommand.run(List.of(file.toString()), stream, stream);
        return code + " " + out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void deniesWhatItCantWriteDown() {
        lose();

        assertThatThrownBy(() -> audit.before(EVENT)).isInstanceOf(AuditUnavailableException.class);
    }

    private void lose() {
        database.sql("ALTER TABLE audit_event RENAME TO lost").update();
    }

    private void find() {
        database.sql("ALTER TABLE lost RENAME TO audit_event").update();
    }

    @Test
    void allowsItWhereThatIsWanted() {
        writer.close();
        open(CommandDetail.NONE, OnFailure.ALLOW);
        lose();

        audit.before(EVENT);

        find();
        assertThat(audit.find(query(), 1)).isEmpty();
    }

    @Test
    void keepsWhatHasHappenedUntilItCanBeWritten() {
        lose();
        audit.after(EVENT);
        assertThatThrownBy(() -> audit.before(EVENT)).isInstanceOf(AuditUnavailableException.class);

        find();

        Awaitility.await().until(() -> audit.find(query(), 9).size() == 1);
        assertThat(audit.verify().fault()).isNull();
    }

    @Test
    void writesWhatHasHappenedWithWhatComesNext() {
        int pairs = 50;
        IntStream.range(0, pairs).forEach(_ -> {
            audit.after(EVENT);
            audit.before(EVENT);
        });

        assertThat(audit.verify()).returns(2L * pairs, AuditCheck.Result::events);
        assertThat(registry.get("gateway.audit.writes")
                        .tag("outcome", "ok")
                        .timer()
                        .count())
                .isLessThan(2L * pairs);
    }

    @Test
    void writesWhatHasHappenedAlsoIfNothingComes() {
        audit.after(EVENT);

        Awaitility.await().until(() -> audit.find(query(), 9).size() == 1);
    }

    @Test
    void keepsItAtTheEnd() {
        IntStream.range(0, 500).forEach(_ -> audit.after(EVENT));

        writer.close();

        assertThat(audit.verify()).returns(500L, AuditCheck.Result::events);
    }
}
