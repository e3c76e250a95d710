package dev.lxdgateway.client;

import java.time.Instant;

/** What an attachment brings. */
public sealed interface AttachmentEvent
        permits ExecEvent,
                AttachmentEvent.Gap,
                AttachmentEvent.Resized,
                AttachmentEvent.Company,
                AttachmentEvent.Draining {

    /** Output that is no longer kept, or that an observer was too slow for; offsets count all streams. */
    record Gap(long from, long to) implements AttachmentEvent {}

    /** Another attachment has changed the terminal's size. */
    record Resized(TerminalSize size) implements AttachmentEvent {}

    /** Others have come or gone. */
    record Company(int writers, int observers) implements AttachmentEvent {}

    /** The gateway is going away, at the latest then. */
    record Draining(Instant deadline) implements AttachmentEvent {}
}
