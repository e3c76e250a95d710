package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.lxd.TerminalSize;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What an attachment is told, in this order: attached, then the rest, exited last. */
public sealed interface Frame {

    /**
     * Always the first.
     *
     * @param offset absolute offset of the next output byte
     * @param size the terminal's size, null without one
     */
    record Attached(long offset, @Nullable TerminalSize size) implements Frame {}

    /**
     * Output.
     *
     * @param data the bytes; one byte before their position is free for the receiver's use
     */
    record Output(Stream stream, ByteBuffer data) implements Frame {}

    /** Output from an offset to before another is no longer kept. */
    record Gap(long from, long to) implements Frame {}

    /** Another attachment has changed the terminal's size. */
    record Resized(TerminalSize size) implements Frame {}

    /** Somebody came or went. */
    record Attachments(int writers, int observers) implements Frame {}

    /** Always the last. */
    record Exited(Exit exit) implements Frame {}
}
