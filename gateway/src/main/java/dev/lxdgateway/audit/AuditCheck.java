package dev.lxdgateway.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Goes through the events from the first on and looks for what was changed, taken out or put in. Stops at the first. */
public final class AuditCheck {

    private final JsonMapper json;
    private long count;
    private long seq;
    private String hash = Line.NONE;
    private @Nullable String fault;

    AuditCheck(JsonMapper json) {
        this.json = json;
    }

    /** An event, with the columns that it can be found by. */
    record Row(Line line, long seq, Instant at, Map<String, String> columns) {}

    /**
     * The outcome.
     *
     * @param events how many are as they were written, from the first on
     * @param hash that of the last of them
     * @param fault what is wrong with the next; null if nothing is
     */
    public record Result(long events, String hash, @Nullable String fault) {}

    static Result of(AuditStore store, JsonMapper json) {
        var check = new AuditCheck(json);
        var head = store.scan(check::look);
        if (check.fault == null && !check.hash.equals(Objects.requireNonNullElse(head, Line.NONE))) {
            check.fault = "after event %d there were more, which are gone".formatted(check.seq);
        }
        return check.result();
    }

    /** Of a file of lines, which may begin anywhere. */
    static Result of(Stream<String> file, JsonMapper json) {
        var check = new AuditCheck(json);
        file.filter(line -> !line.isBlank()).forEach(check::look);
        return check.result();
    }

    private Result result() {
        return new Result(count, hash, fault);
    }

    private void look(Row row) {
        if (fault == null) {
            var event = look(row.line(), false);
            if (fault == null && event != null && !agree(row, event)) {
                fault = "event %d is filed under something that it does not say".formatted(row.seq());
            }
        }
    }

    private void look(String line) {
        if (fault == null) {
            Line.parse(line)
                    .ifPresentOrElse(
                            found -> look(found, count == 0),
                            () -> fault = "after event %d there is a line that is no event".formatted(seq));
        }
    }

    private @Nullable JsonNode look(Line line, boolean isStart) {
        JsonNode event;
        try {
            event = json.readTree(line.text());
        } catch (JacksonException e) {
            fault = "after event %d: %s".formatted(seq, e.getOriginalMessage());
            return null;
        }
        long number = event.path("seq").asLong(-1);
        var previous = event.path("previous").asString("");
        if (!isStart && number != seq + 1) {
            fault = "after event %d comes %d".formatted(seq, number);
        } else if (!line.isTrue()) {
            fault = "event %d was changed".formatted(number);
        } else if (!isStart && !previous.equals(hash)) {
            fault = "event %d follows another than event %d as it is here".formatted(number, seq);
        } else {
            count++;
            seq = number;
            hash = line.hash();
        }
        return event;
    }

    private static boolean agree(Row row, JsonNode event) {
        return row.seq() == event.path("seq").asLong(-1)
                && row.at().equals(Instant.parse(event.path("at").asString("")))
                && Stream.of("action", "subject", "remote", "project", "instance", "session", "result")
                        .allMatch(name -> Objects.equals(
                                row.columns().get(name),
                                event.path(name).isMissingNode()
                                        ? null
                                        : event.path(name).asString()));
    }
}
