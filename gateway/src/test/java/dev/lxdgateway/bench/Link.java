package dev.lxdgateway.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * HTTP/1.1 and WebSocket over one blocking socket, and nothing else, so that a client's own cost is small and the same on
 * every way that is measured.
 */
final class Link implements AutoCloseable {

    static final int TEXT = 1;
    static final int BINARY = 2;

    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int LONGEST_HEAD = 14;

    private final SocketChannel channel;
    private final ByteBuffer in;
    private final ReentrantLock writing = new ReentrantLock();
    private final ByteBuffer head = ByteBuffer.allocateDirect(LONGEST_HEAD);

    /** Takes what comes, piece by piece. */
    interface Sink {

        void take(ByteBuffer piece) throws IOException;
    }

    /** Takes the pieces of WebSocket messages. */
    interface Messages {

        void piece(int opcode, ByteBuffer piece) throws IOException;

        /** The message is whole. */
        default void end(int opcode) throws IOException {}
    }

    /** The status of an answer and its headers, by their names in lower case. */
    record Head(int status, Map<String, String> headers) {}

    /** An answer with its body as text. */
    record Answer(Head head, String text) {

        Answer orRefused() throws RefusedException {
            if (head.status / 100 != 2) {
                throw new RefusedException(this);
            }
            return this;
        }
    }

    /** The answer is not a good one. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient Answer answer;

        RefusedException(Answer answer) {
            super("%d %s".formatted(answer.head.status, answer.text));
            this.answer = answer;
        }

        Answer answer() {
            return answer;
        }
    }

    private Link(SocketChannel channel, int buffer) {
        this.channel = channel;
        this.in = ByteBuffer.allocateDirect(buffer).flip();
    }

    static Link open(SocketAddress to, int buffer) throws IOException {
        var channel = to instanceof UnixDomainSocketAddress unix ? SocketChannel.open(unix) : SocketChannel.open(to);
        if (!(to instanceof UnixDomainSocketAddress)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        return new Link(channel, buffer);
    }

    /** Sends a request with headers that each end in CRLF. */
    void ask(String method, String target, String headers, byte[] body) throws IOException {
        var text = "%s %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: %d\r\n\r\n"
                .formatted(method, target, headers, body.length)
                .getBytes(StandardCharsets.US_ASCII);
        write(ByteBuffer.allocate(text.length + body.length).put(text).put(body).flip());
    }

    void write(ByteBuffer... data) throws IOException {
        writing.lock();
        try {
            while (data[data.length - 1].hasRemaining()) {
                channel.write(data);
            }
        } finally {
            writing.unlock();
        }
    }

    Head head() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        return new Head(status, headers());
    }

    private Map<String, String> headers() throws IOException {
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** Reads an answer's body to its end and gives its trailers. */
    Map<String, String> body(Head answer, Sink sink) throws IOException {
        if (!answer.headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            pass(Long.parseLong(answer.headers.getOrDefault("content-length", "0")), sink);
            return Map.of();
        }
        for (long size = Long.parseLong(line(), 16); size > 0; size = Long.parseLong(line(), 16)) {
            pass(size, sink);
            line();
        }
        return headers();
    }

    /** Asks, and gives the answer, which is to be a good one. */
    String answer(String method, String target, String headers, byte[] body) throws IOException {
        var answer = exchange(method, target, headers, body).orRefused();
        return answer.text();
    }

    /** Asks, and gives the answer, whatever it is. */
    Answer exchange(String method, String target, String headers, byte[] body) throws IOException {
        ask(method, target, headers, body);
        return rest(head());
    }

    /** The answer that begins so. */
    Answer rest(Head head) throws IOException {
        var text = new StringBuilder();
        body(head, piece -> text.append(StandardCharsets.UTF_8.decode(piece)));
        return new Answer(head, text.toString());
    }

    /** Makes a WebSocket of it. */
    Link upgrade(String target, String headers) throws IOException {
        var request = """
                GET %s HTTP/1.1
                Host: localhost
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                """.replace("\n", "\r\n");
        write(ByteBuffer.wrap((request.formatted(target) + headers + "\r\n").getBytes(StandardCharsets.US_ASCII)));
        var answer = head();
        if (answer.status != 101) {
            throw new RefusedException(new Answer(answer, ""));
        }
        return this;
    }

    /**
     * Waits for the next frame of a message, answering pings.
     *
     * @return whether there was one; false once the peer has closed
     */
    boolean receive(Messages messages) throws IOException {
        int opcode = 0;
        while (true) {
            if (!in.hasRemaining() && !fill()) {
                return false;
            }
            int first = read();
            long length = read() & 0x7f;
            if (length >= 126) {
                length = number(length == 126 ? 2 : 8);
            }
            opcode = (first & 0x0f) == 0 ? BINARY : first & 0x0f;
            if (opcode == CLOSE) {
                return false;
            }
            if (opcode < CLOSE) {
                int kind = opcode;
                pass(length, piece -> messages.piece(kind, piece));
                if ((first & 0x80) != 0) {
                    messages.end(kind);
                }
                return true;
            }
            var payload = ByteBuffer.allocate((int) length);
            pass(length, payload::put);
            if (opcode == PING) {
                pong(payload.flip());
            }
        }
    }

    private void pong(ByteBuffer payload) {
        try {
            send(PONG, payload);
        } catch (IOException _) {
            // the server has closed already, and what it sent before is still to be read
        }
    }

    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | read();
        }
        return number;
    }

    /** Sends one message, masked with zeros. */
    void send(int opcode, ByteBuffer payload) throws IOException {
        writing.lock();
        try {
            int length = payload.remaining();
            head.clear().put((byte) (0x80 | opcode));
            if (length < 126) {
                head.put((byte) (0x80 | length));
            } else if (length < 65_536) {
                head.put((byte) (0x80 | 126)).putShort((short) length);
            } else {
                head.put((byte) (0x80 | 127)).putLong(length);
            }
            head.putInt(0).flip();
            var frame = new ByteBuffer[] {head, payload};
            do {
                channel.write(frame);
            } while (head.hasRemaining() || payload.hasRemaining());
        } finally {
            writing.unlock();
        }
    }

    void text(String json) throws IOException {
        send(TEXT, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }

    private void pass(long length, Sink sink) throws IOException {
        for (long left = length; left > 0; ) {
            if (!in.hasRemaining() && !fill()) {
                throw new EOFException("the peer closed %d bytes before the end".formatted(left));
            }
            int size = (int) Math.min(left, in.remaining());
            sink.take(in.slice(in.position(), size));
            in.position(in.position() + size);
            left -= size;
        }
    }

    private boolean fill() throws IOException {
        in.clear();
        int read = channel.read(in);
        in.flip();
        return read > 0;
    }

    private int read() throws IOException {
        if (!in.hasRemaining() && !fill()) {
            throw new EOFException("the peer has closed");
        }
        return in.get() & 0xff;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = read(); c != '\n'; c = read()) {
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
