package dev.lxdgateway.support.stub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The server's end of one WebSocket, which can be made to say anything. Writes to one that is gone are lost. */
public final class StubSocket {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** Hears what the client sends. */
    interface Listener {

        void message(int opcode, byte[] payload);
    }

    private final String name;
    private final Wire wire;
    private final ReentrantLock writing = new ReentrantLock();
    private final CompletableFuture<@Nullable Void> gone = new CompletableFuture<>();
    private final AtomicInteger pongs = new AtomicInteger();
    private volatile boolean closedHere;

    StubSocket(String name, Wire wire) {
        this.name = name;
        this.wire = wire;
    }

    public String name() {
        return name;
    }

    /** Reads until either side closes. */
    void run(Incoming in, Listener listener) {
        try {
            var message = new ByteArrayOutputStream();
            int kind = BINARY;
            while (true) {
                int first = in.read();
                int opcode = first & 0x0f;
                var payload = payload(in);
                switch (opcode) {
                    case PING -> frame(PONG, payload);
                    case PONG -> pongs.incrementAndGet();
                    case CLOSE -> {
                        return;
                    }
                    default -> {
                        kind = opcode == CONTINUATION ? kind : opcode;
                        message.writeBytes(payload);
                        if ((first & 0x80) != 0) {
                            listener.message(kind, message.toByteArray());
                            message.reset();
                        }
                    }
                }
            }
        } catch (IOException _) {
            // either side has closed
        } finally {
            gone.complete(null);
        }
    }

    private static byte[] payload(Incoming in) throws IOException {
        int second = in.read();
        long length = second & 0x7f;
        if (length >= 126) {
            length = number(in.read(length == 126 ? 2 : 8));
        }
        var mask = (second & 0x80) == 0 ? new byte[4] : in.read(4);
        var payload = in.read(Math.toIntExact(length));
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return payload;
    }

    private static long number(byte[] bytes) {
        long number = 0;
        for (byte b : bytes) {
            number = (number << 8) | (b & 0xff);
        }
        return number;
    }

    public void binary(byte[] payload) {
        frame(BINARY, payload);
    }

    public void binary(String payload) {
        binary(payload.getBytes(StandardCharsets.UTF_8));
    }

    /** An empty one marks the end of a stream. */
    public void text(String payload) {
        frame(TEXT, payload.getBytes(StandardCharsets.UTF_8));
    }

    public void ping(String payload) {
        frame(PING, payload.getBytes(StandardCharsets.UTF_8));
    }

    /** How many pings were answered. */
    public int pongs() {
        return pongs.get();
    }

    /** One message in frames of that size. */
    public void fragmented(byte[] payload, int size) {
        for (int from = 0; from == 0 || from < payload.length; from += size) {
            int length = Math.min(size, payload.length - from);
            boolean last = from + length == payload.length;
            frame(from == 0 ? BINARY : CONTINUATION, last, ByteBuffer.wrap(payload, from, length));
        }
    }

    public void closeFrame(int status) {
        frame(CLOSE, new byte[] {(byte) (status >> 8), (byte) status});
    }

    private void frame(int opcode, byte[] payload) {
        frame(opcode, true, ByteBuffer.wrap(payload));
    }

    private void frame(int opcode, boolean last, ByteBuffer payload) {
        int length = payload.remaining();
        var frame = ByteBuffer.allocate(10 + length).put((byte) (opcode | (last ? 0x80 : 0)));
        if (length < 126) {
            frame.put((byte) length);
        } else if (length < 65_536) {
            frame.put((byte) 126).putShort((short) length);
        } else {
            frame.put((byte) 127).putLong(length);
        }
        frame.put(payload).flip();
        var bytes = new byte[frame.remaining()];
        frame.get(bytes);
        raw(bytes);
    }

    /** Any bytes, frames or not. */
    public void raw(byte[] bytes) {
        writing.lock();
        try {
            wire.write(bytes);
        } catch (IOException _) {
            // the client has closed
        } finally {
            writing.unlock();
        }
    }

    /** Whether it is gone, or will be in a moment. */
    boolean isGoneSoon() {
        return closedHere
                || gone.copy()
                        .completeOnTimeout(null, 200, TimeUnit.MILLISECONDS)
                        .thenApply(_ -> gone.isDone())
                        .join();
    }

    /** The server's usual close: without a WebSocket close. */
    public void cut() {
        closedHere = true;
        wire.close();
    }

    public void reset() {
        closedHere = true;
        wire.reset();
    }

    public void halfClose() {
        try {
            wire.halfClose();
        } catch (IOException _) {
            // it has been closed already
        }
    }

    boolean isClosedHere() {
        return closedHere;
    }

    public boolean isOpen() {
        return !gone.isDone();
    }

    /** Completes when either side has closed. */
    public CompletableFuture<@Nullable Void> gone() {
        return gone;
    }
}
