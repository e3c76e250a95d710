package dev.lxdgateway.session;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and hashes one stream. */
final class StreamMeter {

    private final MessageDigest digest;
    private long bytes;

    StreamMeter() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Takes a piece in without moving its position. */
    void add(ByteBuffer data) {
        bytes += data.remaining();
        digest.update(data.duplicate());
    }

    long bytes() {
        return bytes;
    }

    /** The sum of all; nothing can be added after it. */
    StreamSum sum() {
        return new StreamSum(bytes, HexFormat.of().formatHex(digest.digest()));
    }
}
