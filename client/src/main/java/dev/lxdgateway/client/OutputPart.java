package dev.lxdgateway.client;

import java.util.OptionalLong;

/** A part of a session's output. */
public final class OutputPart {

    private final long offset;
    private final byte[] bytes;
    private final OptionalLong total;

    OutputPart(long offset, byte[] bytes, OptionalLong total) {
        this.offset = offset;
        this.bytes = bytes;
        this.total = total;
    }

    /** Offset of its first byte in the stream. */
    public long offset() {
        return offset;
    }

    /** What is there, empty where nothing has come yet; the receiver's own. */
    public byte[] bytes() {
        return bytes;
    }

    /** The length of the whole stream, once that is known. */
    public OptionalLong total() {
        return total;
    }

    /** Offset of the byte after it, to go on from. */
    public long end() {
        return offset + bytes.length;
    }

    /** Whether nothing comes after it. */
    public boolean isLast() {
        return total.isPresent() && end() >= total.getAsLong();
    }
}
