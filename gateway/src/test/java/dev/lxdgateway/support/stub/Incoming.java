package dev.lxdgateway.support.stub;

import java.io.EOFException;
import java.io.IOException;

/** What a connection brings, buffered. */
final class Incoming {

    private final Wire wire;
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int limit;

    Incoming(Wire wire) {
        this.wire = wire;
    }

    int read() throws IOException {
        if (position == limit) {
            limit = Math.max(0, wire.read(buffer));
            position = 0;
            if (limit == 0) {
                throw new EOFException("the peer has closed");
            }
        }
        return buffer[position++] & 0xff;
    }

    byte[] read(int length) throws IOException {
        var data = new byte[length];
        for (int done = 0; done < length; ) {
            data[done++] = (byte) read();
            int ready = Math.min(limit - position, length - done);
            System.arraycopy(buffer, position, data, done, ready);
            position += ready;
            done += ready;
        }
        return data;
    }

    /** A line of ASCII without its end. */
    String line() throws IOException {
        var line = new StringBuilder();
        for (int c = read(); c != '\n'; c = read()) {
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }
}
