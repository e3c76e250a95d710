package dev.lxdgateway.api;

import dev.lxdgateway.session.SessionSummary;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;

/**
 * A place in the list of sessions, newest first, which stays the same when sessions come and go.
 *
 * @param created of the last session before it
 * @param id of that session
 */
record Cursor(Instant created, String id) {

    static final Comparator<SessionSummary> ORDER = Comparator.comparing(SessionSummary::created)
            .thenComparing(SessionSummary::id)
            .reversed();

    static Cursor after(SessionSummary session) {
        return new Cursor(session.created(), session.id());
    }

    static Cursor parse(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
            return new Cursor(Instant.parse(parts[0]), parts[1]);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException _) {
            throw new InvalidRequestException("cursor", "must be the 'next' of a list, and is '%s'".formatted(text));
        }
    }

    boolean isBefore(SessionSummary session) {
        int order = created.compareTo(session.created());
        return order == 0 ? id.compareTo(session.id()) > 0 : order > 0;
    }

    @Override
    public String toString() {
        var text = created + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
