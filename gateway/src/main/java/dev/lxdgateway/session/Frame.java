package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.lxd.TerminalSize;
import dev.lxdgateway.session.Attachment.Mode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an attachment is told, in this order: attached, then the rest, exited last. */
public sealed interface Frame {

    /**
     * Always the first.
     *
     * @param id names the attachment within its session
     * @param offset absolute offset of the next output byte
     * @param size the terminal's size, null without one
     * @param input bytes that were taken of the client's input, null where it has not named it
     */
    record Attached(
            String id,
            Mode mode,
            long offset,
            @Nullable TerminalSize size,
            @Nullable Long input) implements Frame {}

    /**
     * Output.
     *
     * @param data the bytes, in the receiver's {@link Attachment.Client#room}
     */
    record Output(Stream stream, ByteBuffer data) implements Frame {}

    /** Output from an offset to before another is not sent: it is no longer kept, or was skipped after an interrupt. */
    record Gap(long from, long to) implements Frame {}

    /** Another attachment has changed the terminal's size. */
    record Resized(TerminalSize size) implements Frame {}

    /** Somebody came, went, or changed. */
    record Attachments(List<Attendee> all) implements Frame {

        public int writers() {
            return (int) all.stream()
                    .filter(attendee -> attendee.mode() == Mode.WRITER)
                    .count();
        }

        public int observers() {
            return all.size() - writers();
        }
    }

    /** The attachment is another than it was. */
    record ModeChanged(Mode mode, String by) implements Frame {}

    /** So many bytes of the client's input have been written to the process. */
    record InputWritten(long bytes) implements Frame {}

    /** The gateway is going away, and ends what still runs then. */
    record Draining(Instant deadline) implements Frame {}

    /** Always the last. */
    record Exited(Exit exit) implements Frame {}
}
