package dev.lxdgateway.client;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Splits an answer into its lines. */
final class Lines {

    /** Longer than the gateway makes any. */
    private static final int LONGEST = 16 * 1024 * 1024;

    private final Streamed from;
    private final byte[] buffer = new byte[32 * 1024];
    private int start;
    private int end;

    Lines(Streamed from) {
        this.from = from;
    }

    /** The next line that is not empty, null at the end. */
    byte @Nullable [] next() {
        var line = new ByteArrayOutputStream();
        while (true) {
            if (start == end && !fill()) {
                return line.size() == 0 ? null : line.toByteArray();
            }
            int stop = newline();
            line.write(buffer, start, stop - start);
            boolean whole = stop < end;
            start = whole ? stop + 1 : stop;
            if (whole && line.size() > 0) {
                return line.toByteArray();
            }
            if (line.size() > LONGEST) {
                throw new ConnectionLostException("a line of more than " + LONGEST + " bytes is no event", null);
            }
        }
    }

    private boolean fill() {
        start = 0;
        end = Math.max(0, from.read(buffer, 0, buffer.length));
        return end > 0;
    }

    private int newline() {
        int at = start;
        while (at < end && buffer[at] != '\n') {
            at++;
        }
        return at;
    }
}
