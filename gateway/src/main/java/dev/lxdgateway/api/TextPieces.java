package dev.lxdgateway.api;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One stream's bytes as JSON can hold them, piece by piece: text where a piece is UTF-8, base64 where it is not. A character
 * that two pieces share goes with the second.
 */
final class TextPieces {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private ByteBuffer carried = ByteBuffer.allocate(0);

    /** The member of an event that holds the next bytes; null where they are only the beginning of a character. */
    Map.@Nullable Entry<String, String> next(ByteBuffer data) {
        var bytes = ByteBuffer.allocate(carried.remaining() + data.remaining())
                .put(carried)
                .put(data)
                .flip();
        var text = CharBuffer.allocate(bytes.remaining());
        boolean isText = !decoder.reset().decode(bytes, text, false).isError();
        carried = isText ? bytes.slice() : ByteBuffer.allocate(0);
        if (!isText) {
            return base64(bytes.rewind());
        }
        return text.flip().isEmpty() ? null : Map.entry("data", text.toString());
    }

    /** What is left at the end of the stream, which is no whole character; null if there is nothing. */
    Map.@Nullable Entry<String, String> rest() {
        return carried.hasRemaining() ? base64(carried) : null;
    }

    private static Map.Entry<String, String> base64(ByteBuffer bytes) {
        var all = new byte[bytes.remaining()];
        bytes.get(all);
        return Map.entry("base64", Base64.getEncoder().encodeToString(all));
    }
}
