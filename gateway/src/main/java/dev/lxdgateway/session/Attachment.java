package dev.lxdgateway.session;

import dev.lxdgateway.lxd.TerminalSize;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One client's attachment to a session: what it may do, how far it has read, and the pump that sends to it. The pump is a
 * virtual thread that lives while there is something to send, so that an idle attachment has none.
 */
public final class Attachment implements AutoCloseable {

    /** Whether the client takes part or watches. */
    public enum Mode {
        WRITER,
        OBSERVER
    }

    /** The client's end. */
    public interface Client {

        /**
         * Sends one frame and returns when it is on its way; the speed of this is the client's pace.
         *
         * @throws IOException if the client is gone
         */
        void send(Frame frame) throws IOException;

        /** Ends the connection after the last frame, or after a failure. */
        void close();
    }

    /** With the byte that names its stream it is one frame of 64 KiB, which no WebSocket library splits. */
    private static final int LARGEST_PIECE = 64 * 1024 - 1;

    private final Session session;
    private final Client client;
    private final Mode mode;
    private final int window;
    private final AtomicInteger wakes = new AtomicInteger();

    // guarded by the session's lock
    private long cursor;
    private long sent;
    private long acked = -1;
    private boolean deaf;
    private boolean greeted;
    private @Nullable TerminalSize news;
    private Frame.@Nullable Attachments company;

    Attachment(Session session, Client client, Mode mode, long offset, int window) {
        this.session = session;
        this.client = client;
        this.mode = mode;
        this.cursor = offset;
        this.window = window;
    }

    boolean isWriter() {
        return mode == Mode.WRITER;
    }

    /** Whether it may send input, resize and signals. */
    public Mode mode() {
        return mode;
    }

    /** Changes the terminal's size and tells the other attachments. */
    public void resize(TerminalSize size) {
        session.resize(size, this);
    }

    /**
     * The client has consumed that many output bytes in all. From the first of these on, no more than the window is sent
     * ahead.
     *
     * @throws IllegalArgumentException if it is more than was sent, or less than was acknowledged before
     */
    public void ack(long bytes) {
        session.guard().run(() -> {
            if (bytes < Math.max(acked, 0) || bytes > sent) {
                throw new IllegalArgumentException("ack of %d bytes, after %d acknowledged and %d sent"
                        .formatted(bytes, Math.max(acked, 0), sent));
            }
            acked = bytes;
        });
        wake();
    }

    /** While the client's acknowledgements can't be heard, because its input waits, none are waited for. */
    public void deaf(boolean now) {
        session.guard().run(() -> {
            deaf = now;
        });
        wake();
    }

    /** Leaves the session, which goes on. */
    @Override
    public void close() {
        session.detach(this);
    }

    long cursor() {
        return cursor;
    }

    /** How far the client has the output, as far as one can know: what it was sent, without what it has not acknowledged. */
    long consumed() {
        return acked < 0 ? cursor : cursor - (sent - acked);
    }

    void tell(TerminalSize size) {
        news = size;
    }

    void tell(Frame.Attachments attachments) {
        company = attachments;
    }

    /** Starts the pump unless it runs. */
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            Thread.ofVirtual().name("attachment").start(this::pump);
        }
    }

    private void pump() {
        try {
            int seen = 1;
            do {
                for (var frame = session.next(this); frame != null; frame = session.next(this)) {
                    client.send(frame);
                    if (frame instanceof Frame.Exited) {
                        finish();
                        return;
                    }
                }
                seen = wakes.addAndGet(-seen);
            } while (seen != 0);
        } catch (IOException | RuntimeException _) {
            finish();
        }
    }

    private void finish() {
        close();
        client.close();
    }

    /** What to send next, null if nothing now. Called under the session's lock. */
    @Nullable Frame next(OutputLog log, @Nullable TerminalSize size, @Nullable Exit exit) throws IOException {
        if (!greeted) {
            greeted = true;
            return new Frame.Attached(cursor, size);
        }
        if (news != null) {
            var resized = new Frame.Resized(news);
            news = null;
            return resized;
        }
        if (company != null) {
            var attachments = company;
            company = null;
            return attachments;
        }
        if (cursor < log.start()) {
            var gap = new Frame.Gap(cursor, log.start());
            cursor = log.start();
            return gap;
        }
        var piece = room() > 0 ? log.read(cursor, room(), 1) : null;
        if (piece != null) {
            sent += piece.end() - cursor;
            cursor = piece.end();
            return new Frame.Output(piece.stream(), piece.data());
        }
        return exit != null && cursor == log.end() ? new Frame.Exited(exit) : null;
    }

    private int room() {
        return acked < 0 || deaf ? LARGEST_PIECE : (int) Math.min(LARGEST_PIECE, window - (sent - acked));
    }
}
