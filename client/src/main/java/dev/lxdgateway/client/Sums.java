package dev.lxdgateway.client;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/** Counts and digests what is received, to compare it with what the gateway says it has sent. */
final class Sums {

    private final Map<StdStream, Sum> sums = new EnumMap<>(StdStream.class);

    Sums() {
        for (var stream : StdStream.values()) {
            sums.put(stream, new Sum());
        }
    }

    void add(StdStream stream, byte[] bytes, int offset, int length) {
        var sum = sum(stream);
        sum.bytes += length;
        sum.digest.update(bytes, offset, length);
    }

    private Sum sum(StdStream stream) {
        var sum = sums.get(stream);
        if (sum == null) {
            throw new IllegalArgumentException(stream.word());
        }
        return sum;
    }

    /**
     * Compares each stream that the gateway told of.
     *
     * @throws IncompleteOutputException if one differs
     */
    void verify(Exit exit) {
        exit.sums().forEach((stream, told) -> {
            var sum = sum(stream);
            var sha256 = HexFormat.of().formatHex(sum.digest.digest());
            if (sum.bytes != told.bytes() || !sha256.equals(told.sha256())) {
                throw new IncompleteOutputException("of %s %d bytes came with SHA-256 %s, and %d were sent with %s"
                        .formatted(stream.word(), sum.bytes, sha256, told.bytes(), told.sha256()));
            }
        });
    }

    private static final class Sum {

        private final MessageDigest digest;
        private long bytes;

        Sum() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
