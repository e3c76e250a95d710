package dev.lxdgateway.client;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalLong;

/** A stream of a session's output, asked for part by part. */
final class SessionOutput extends InputStream {

    private static final int PART = 256 * 1024;
    private static final Duration WAIT = Duration.ofSeconds(20);

    private final Session session;
    private final StdStream stream;
    private OutputPart part;
    private int at;

    SessionOutput(Session session, StdStream stream, long offset) {
        this.session = session;
        this.stream = stream;
        this.part = new OutputPart(offset, new byte[0], OptionalLong.empty());
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (at == part.bytes().length) {
                if (part.isLast()) {
                    return -1;
                }
                part = session.output(stream, part.end(), PART, WAIT);
                at = 0;
            }
        } catch (GatewayException e) {
            throw new IOException(e.getMessage(), e);
        }
        int size = Math.min(length, part.bytes().length - at);
        System.arraycopy(part.bytes(), at, into, offset, size);
        at += size;
        return size;
    }
}
