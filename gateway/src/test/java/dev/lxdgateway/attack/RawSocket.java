package dev.lxdgateway.attack;

import dev.lxdgateway.support.Api;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;

/** A WebSocket whose frames are made by hand. */
final class RawSocket implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int FIN = 0x80;
    static final int COMPRESSED = 0x40;

    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int ANY_LENGTH = 0x7f;
    private static final int GONE = 1006;

    private final RawConnection connection;

    private RawSocket(RawConnection connection) {
        this.connection = connection;
    }

    static RawSocket attach(Api api, String session, String... headers) {
        var connection = RawConnection.to(api);
        var path = "/api/v1/sessions/" + session + "/attach";
        connection.lines("GET %s HTTP/1.1\nHost: %s\nAuthorization: Bearer %s\n%s"
                        .formatted(
                                path,
                                api.base().getAuthority(),
                                api.token(),
                                headers.length == 0 ? "" : String.join("\n", headers) + "\n")
                + """
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                Sec-WebSocket-Protocol: exec.v1

                """);
        var head = connection.headOfAnswer();
        if (RawConnection.status(head) != 101) {
            throw new IllegalStateException(head);
        }
        return new RawSocket(connection);
    }

    /** Sends a frame; false if the gateway has closed. */
    boolean frame(int first, byte[] payload) {
        return frame(first, true, payload.length, payload);
    }

    /** A frame that may tell another length than it has, or have no mask. */
    boolean frame(int first, boolean masked, long length, byte[] payload) {
        var bytes = new ByteArrayOutputStream(payload.length + 16);
        try (var frame = new DataOutputStream(bytes)) {
            frame.write(first);
            int mask = masked ? MASKED : 0;
            if (length < LENGTH_16) {
                frame.write(mask | (int) length);
            } else if (length < 1 << 16) {
                frame.write(mask | LENGTH_16);
                frame.writeShort((int) length);
            } else {
                frame.write(mask | LENGTH_64);
                frame.writeLong(length);
            }
            if (masked) {
                // a mask of zeros leaves the payload as it is
                frame.writeInt(0);
            }
            frame.write(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connection.isSent(bytes.toByteArray());
    }

    /** Reads until the gateway closes, and gives the code of its close; 1006 if it closed without one. */
    int awaitClose() {
        try {
            while (true) {
                int opcode = connection.in().readUnsignedByte() & 0xf;
                var payload = connection.in().readNBytes(length());
                if (opcode == CLOSE) {
                    return payload.length < 2 ? GONE : (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
                }
            }
        } catch (EOFException | SocketException _) {
            return GONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int length() throws IOException {
        int length = connection.in().readUnsignedByte() & ANY_LENGTH;
        return switch (length) {
            case LENGTH_16 -> connection.in().readUnsignedShort();
            case LENGTH_64 -> Math.toIntExact(connection.in().readLong());
            default -> length;
        };
    }

    @Override
    public void close() {
        connection.close();
    }
}
