package dev.lxdgateway.endurance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 as {@code sha256sum} prints it. */
final class Digests {

    /** Length of the line that {@code sha256sum} prints of its input. */
    static final int LINE = 68;

    private Digests() {}

    static String sha256(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a line of {@code sha256sum} is that of the data. */
    static boolean isOf(byte[] line, byte[] data) {
        return Arrays.equals(line, (sha256(data) + "  -\n").getBytes(US_ASCII));
    }
}
