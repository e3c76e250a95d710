package dev.lxdgateway.api;

import dev.lxdgateway.lxd.TerminalSize;
import dev.lxdgateway.session.Attachment.Mode;
import dev.lxdgateway.session.Attendee;
import dev.lxdgateway.session.Frame;
import dev.lxdgateway.session.SessionSummary;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session as the API and the attached frame tell it. */
public record SessionView(
        String id,
        String remote,
        String project,
        String instance,
        String owner,
        List<String> command,
        boolean interactive,
        @Nullable Integer cols,
        @Nullable Integer rows,
        Instant created,
        String state,
        Attachments attachments,
        Map<String, Long> bytes,
        Kept output,
        @Nullable ExitView exit) {

    /**
     * What is kept of the output of all streams, in absolute offsets.
     *
     * @param start offset of the first byte that is kept
     * @param end offset of the next byte to come
     */
    public record Kept(long start, long end) {}

    /** Who is attached. */
    public record Attachments(int writers, int observers, List<Client> clients) {

        public static Attachments of(Frame.Attachments attachments) {
            return new Attachments(
                    attachments.writers(),
                    attachments.observers(),
                    attachments.all().stream().map(Client::of).toList());
        }
    }

    /**
     * One attachment.
     *
     * @param id names it within the session
     * @param since when it began
     */
    public record Client(String id, String caller, String mode, Instant since) {

        private static Client of(Attendee attendee) {
            return new Client(attendee.id(), attendee.caller(), word(attendee.mode()), attendee.since());
        }
    }

    public static String word(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    public static SessionView of(SessionSummary session) {
        var exec = session.request().exec();
        TerminalSize size = session.size();
        return new SessionView(
                session.id(),
                session.request().remote(),
                exec.project(),
                exec.instance(),
                session.request().owner(),
                exec.command(),
                exec.interactive(),
                size == null ? null : size.cols(),
                size == null ? null : size.rows(),
                session.created(),
                session.state().word(),
                Attachments.of(session.attachments()),
                ExitView.byStream(session.bytes(), Function.identity()),
                new Kept(session.outputStart(), session.outputEnd()),
                session.exit() == null ? null : ExitView.of(session.exit()));
    }
}
