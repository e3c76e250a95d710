package dev.lxdgateway.access;

import dev.lxdgateway.session.SessionRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody does, or wishes to do.
 *
 * @param subject who, as {@code user:ann}; {@code gateway} for what nobody asked for
 * @param source the address that they ask from
 * @param place where
 * @param session the session's id
 * @param rule the rule that decided
 * @param result what comes of it
 * @param command program and arguments, which may hold secrets
 * @param detail what else there is to say; no secrets
 */
public record Event(
        Action action,
        String subject,
        @Nullable String source,
        @Nullable Place place,
        @Nullable String session,
        @Nullable String rule,
        Result result,
        List<String> command,
        Map<String, Object> detail) {

    /** What comes of it. */
    public enum Result {
        ALLOWED,
        DENIED,
        DONE,
        FAILED,
        /** It is not known; who would have told has died. */
        LOST
    }

    /** An instance. */
    public record Place(String remote, String project, String instance) {

        static Place of(SessionRequest request) {
            var exec = request.exec();
            return new Place(request.remote(), exec.project(), exec.instance());
        }
    }

    public Event {
        command = List.copyOf(command);
        detail = Map.copyOf(detail);
    }

    /** What somebody does who is not, or not yet, a caller. */
    public static Event of(Action action, String subject, @Nullable String source, Result result) {
        return new Event(action, subject, source, null, null, null, result, List.of(), Map.of());
    }

    /** What a caller does. */
    public static Event of(Action action, Caller caller, Result result) {
        return of(action, caller.name(), caller.source(), result);
    }

    Event in(String id, SessionRequest request) {
        return new Event(action, subject, source, Place.of(request), id, rule, result, command, detail);
    }

    Event at(@Nullable Place where) {
        return new Event(action, subject, source, where, session, rule, result, command, detail);
    }

    Event by(@Nullable String decided) {
        return new Event(action, subject, source, place, session, decided, result, command, detail);
    }

    Event running(List<String> argv) {
        return new Event(action, subject, source, place, session, rule, result, argv, detail);
    }

    /** With more to say. */
    public Event with(Map<String, Object> more) {
        return new Event(action, subject, source, place, session, rule, result, command, more);
    }
}
