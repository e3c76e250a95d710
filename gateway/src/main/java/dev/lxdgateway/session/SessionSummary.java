package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.lxd.TerminalSize;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of a session at one moment.
 *
 * @param created when it was asked for
 * @param size the terminal's size, null without one
 * @param attachments who is attached
 * @param outputStart absolute offset of the first output byte that is still kept
 * @param outputEnd absolute offset of the next output byte to come
 * @param bytes how many bytes each stream has brought
 * @param exit how it ended, null while it has not
 */
public record SessionSummary(
        String id,
        SessionRequest request,
        Instant created,
        SessionState state,
        @Nullable TerminalSize size,
        Frame.Attachments attachments,
        long outputStart,
        long outputEnd,
        Map<Stream, Long> bytes,
        @Nullable Exit exit) {}
