package dev.lxdgateway.session;

import dev.lxdgateway.session.Attachment.Mode;
import java.time.Instant;

/**
 * Somebody who is attached.
 *
 * @param id names the attachment within its session
 * @param caller who it is
 * @param since when they attached
 */
public record Attendee(String id, String caller, Mode mode, Instant since) {}
