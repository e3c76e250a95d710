package dev.lxdgateway.session;

import dev.lxdgateway.session.Attachment.Mode;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for as it attaches.
 *
 * @param caller who it is
 * @param mode what it wants to be
 * @param mayWrite whether it may make itself a writer later
 * @param since the absolute offset that it has read to; empty for all that is kept
 * @param input names its input, so that another attachment of the same client goes on with it; null if none will
 * @param skips whether output that waits for it may be skipped when it interrupts the program
 */
public record AttachRequest(
        String caller,
        Mode mode,
        boolean mayWrite,
        OptionalLong since,
        @Nullable String input,
        boolean skips) {

    private static final int SKIPPING_WINDOW = 128 * 1024;

    /** A writer that reads all that there ever was, and never comes back. */
    public static AttachRequest writer(String caller) {
        return new AttachRequest(caller, Mode.WRITER, true, OptionalLong.of(0), null, false);
    }

    /** What is on its way to a client can't be skipped any more, so less is where that is wanted. */
    int window(SessionSettings.Flow flow) {
        return skips ? Math.min(flow.window(), SKIPPING_WINDOW) : flow.window();
    }
}
