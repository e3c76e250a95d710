package dev.lxdgateway.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lxdgateway.access.Event;
import dev.lxdgateway.audit.AuditProperties.CommandDetail;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is kept, and as the API tells it. What is there has always the same order, so that its hash can be known.
 *
 * @param seq its number: 1 and on, without a gap
 * @param at when
 * @param action what was done, such as {@code session-start}
 * @param subject who, as {@code user:ann}
 * @param source the address that they asked from
 * @param rule the rule that decided
 * @param result {@code allowed}, {@code denied}, {@code done}, {@code failed} or {@code lost}
 * @param command of the command line what {@code gateway.audit.command} lets be written
 * @param detail what else there is to say
 * @param previous the hash of the event before
 * @param hash that of this one, over all the others; null while it is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Entry(
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

    private static final int LONGEST_COMMAND = 8192;
    private static final int LONGEST_DETAIL = 2048;

    static Entry of(Event event, Instant at, CommandDetail commandDetail, long seq, String previous) {
        var place = event.place();
        return new Entry(
                seq,
                at,
                event.action().word(),
                cut(event.subject(), 300),
                event.source(),
                place == null ? null : cut(place.remote(), 100),
                place == null ? null : cut(place.project(), 100),
                place == null ? null : cut(place.instance(), 100),
                event.session(),
                event.rule(),
                event.result().name().toLowerCase(Locale.ROOT),
                command(event.command(), commandDetail),
                event.detail().isEmpty() ? null : detail(event.detail()),
                previous,
                null);
    }

    private static @Nullable List<String> command(List<String> argv, CommandDetail detail) {
        if (argv.isEmpty()) {
            return null;
        }
        return switch (detail) {
            case NONE -> null;
            case PROGRAM -> List.of(cut(argv.getFirst(), LONGEST_COMMAND));
            case ARGV -> argv(argv);
        };
    }

    private static List<String> argv(List<String> argv) {
        int length = argv.stream().mapToInt(String::length).sum() + argv.size();
        return length <= LONGEST_COMMAND
                ? argv
                : List.of(cut(
                        String.join(" ", argv.subList(0, Math.min(argv.size(), LONGEST_COMMAND))), LONGEST_COMMAND));
    }

    private static Map<String, Object> detail(Map<String, Object> detail) {
        return detail.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue() instanceof String text ? cut(text, LONGEST_DETAIL) : entry.getValue(),
                        (_, last) -> last,
                        LinkedHashMap::new));
    }

    /** As much as there is room for, and without NUL, which PostgreSQL keeps in no text. */
    static String cut(String text, int most) {
        var kept = text.replace('\0', '\uFFFD');
        return kept.length() <= most ? kept : kept.substring(0, most - 1) + "…";
    }
}
