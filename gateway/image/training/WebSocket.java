import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The server's end of a WebSocket. */
final class WebSocket {

    static final int TEXT = 1;
    static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final DataInputStream in;
    private final OutputStream out;

    WebSocket(DataInputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Hears input until an empty text, which ends it, or until the client is gone. */
    void hear(Consumer<byte[]> input) {
        try {
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0f;
                var payload = payload();
                if (opcode == CLOSE || (opcode == TEXT && payload.length == 0)) {
                    return;
                } else if (opcode == PING) {
                    send(PONG, payload, payload.length);
                } else {
                    input.accept(payload);
                }
            }
        } catch (IOException _) {
            // gone
        }
    }

    private byte[] payload() throws IOException {
        long length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        var mask = in.readNBytes(4);
        var payload = in.readNBytes(Math.toIntExact(length));
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return payload;
    }

    void text(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        send(TEXT, bytes, bytes.length);
    }

    synchronized void send(int opcode, byte[] payload, int length) throws IOException {
        var head = ByteBuffer.allocate(10).put((byte) (0x80 | opcode));
        if (length < 126) {
            head.put((byte) length);
        } else if (length < 65_536) {
            head.put((byte) 126).putShort((short) length);
        } else {
            head.put((byte) 127).putLong(length);
        }
        var frame = new byte[head.position() + length];
        System.arraycopy(head.array(), 0, frame, 0, head.position());
        System.arraycopy(payload, 0, frame, head.position(), length);
        out.write(frame);
    }

    void close() throws IOException {
        in.close();
    }
}
