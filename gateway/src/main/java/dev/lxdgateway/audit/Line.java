package dev.lxdgateway.audit;

import dev.lxdgateway.access.Digests;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An event's text and its hash, which is the SHA-256 of the text. The text names the hash of the event before, so that
 * each hash vouches for all events up to its own.
 *
 * @param text a JSON object
 * @param hash 64 hexadecimal digits
 */
record Line(String text, String hash) {

    static final String NONE = "0".repeat(64);

    private static final Pattern WHOLE = Pattern.compile("(\\{.*),\"hash\":\"([0-9a-f]{64})\"}");

    static Line of(String text) {
        return new Line(text, Digests.sha256(text));
    }

    /** The event of a line as {@link #toString} has it. */
    static Optional<Line> parse(String line) {
        var whole = WHOLE.matcher(line);
        return whole.matches() ? Optional.of(new Line(whole.group(1) + "}", whole.group(2))) : Optional.empty();
    }

    boolean isTrue() {
        return hash.equals(Digests.sha256(text));
    }

    /** The event with its hash, for files and exports. */
    @Override
    public String toString() {
        return "%s,\"hash\":\"%s\"}".formatted(text.substring(0, text.length() - 1), hash);
    }
}
