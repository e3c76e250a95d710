package dev.lxdgateway.session;

import dev.lxdgateway.lxd.TerminalSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One client's attachment to a session: what it may do, how far it has read, and what it is to be told. */
public final class Attachment implements AutoCloseable {

    /** Whether the client takes part or watches. */
    public enum Mode {
        WRITER,
        OBSERVER
    }

    /** The client's end. */
    public interface Client {

        /**
         * Sends one frame, when {@link #sent} has told that the one before is on its way.
         *
         * @throws IOException if the client is gone
         */
        void send(Frame frame) throws IOException;

        /**
         * Room for the output of the next frame, when the one before is on its way.
         *
         * @return what has that many bytes remaining
         */
        default ByteBuffer room(int bytes) {
            return ByteBuffer.allocate(bytes);
        }

        /** Completes when the last frame is on its way, the speed of which is the client's pace; fails if the client is gone. */
        default CompletableFuture<?> sent() {
            return SENT;
        }

        /** Whether {@link #send} never waits, so that any thread may call it. */
        default boolean isPrompt() {
            return false;
        }

        /** Ends the connection after the last frame, or after a failure, without waiting. */
        void close();

        /** Drops the connection, which the client itself has left for another. */
        default void drop() {
            close();
        }
    }

    private static final CompletableFuture<?> SENT = CompletableFuture.completedFuture(null);
    private static final byte CONTROL_C = 3;
    private static final byte CONTROL_BACKSLASH = 28;

    private final Session session;
    private final Client client;
    private final AttachRequest request;
    private final Instant since;
    private final String id;
    private final InputQueue input;
    private final Pump pump;
    /** No more output may be on its way; written under the session's lock. */
    private volatile boolean full;

    // guarded by the session's lock
    private final Cursor cursor;
    private final SequencedMap<Class<? extends Frame>, Frame> news = new LinkedHashMap<>();
    private Mode mode;
    private boolean mayWrite;
    private boolean demoted;
    private boolean greeted;
    private @Nullable Long inputTaken;

    Attachment(
            Session session,
            Client client,
            AttachRequest request,
            String id,
            Instant since,
            Cursor cursor,
            InputQueue input) {
        this.session = session;
        this.client = client;
        this.request = request;
        this.id = id;
        this.since = since;
        this.cursor = cursor;
        this.input = input;
        this.pump = new Pump(client, () -> session.next(this), this::finish);
        this.mode = request.mode();
        this.mayWrite = request.mayWrite();
    }

    boolean isWriter() {
        return mode == Mode.WRITER;
    }

    boolean mayWrite() {
        return mayWrite;
    }

    /** Whether it may send input, resize and signals now. */
    public Mode mode() {
        return session.guard().get(() -> mode);
    }

    /** Whether it was made an observer, and may not have heard of it yet. */
    public boolean wasWriter() {
        return session.guard().get(() -> demoted);
    }

    Attendee attendee() {
        return new Attendee(id, request.caller(), mode, since);
    }

    /** Types, or writes to stdin; waits while the process takes too little. */
    public void type(ByteBuffer data) {
        if (isInterrupt(data)) {
            interrupt();
        }
        input.add(this, data);
    }

    /** A key that a person presses alone, and not a byte of something pasted. */
    private boolean isInterrupt(ByteBuffer data) {
        for (int i = data.position(); i < data.limit(); i++) {
            if (data.get(i) != CONTROL_C && data.get(i) != CONTROL_BACKSLASH) {
                return false;
            }
        }
        return session.isInteractive() && data.hasRemaining();
    }

    private void interrupt() {
        session.hurry();
        if (request.skips()) {
            session.interrupt(this);
        }
    }

    /** Ends stdin, or types ^D, after what was typed before. */
    public void endInput() {
        input.addEnd(this);
    }

    /** Whether the client is being made to wait, and can't be heard. */
    public boolean isInputFull() {
        return input.isFull();
    }

    /**
     * Goes on with the client's input where it stands.
     *
     * @return the attachment that the client has left for this one
     */
    @Nullable Attachment resumeInput() {
        var before = input.pass(this);
        inputTaken = request.input() == null ? null : input.taken();
        return before;
    }

    void inputWritten(long bytes) {
        if (request.input() != null) {
            session.guard().run(() -> tell(new Frame.InputWritten(bytes)));
            wake();
        }
    }

    /** Changes the terminal's size and tells the other attachments. */
    public void resize(TerminalSize size) {
        session.resize(size, this);
    }

    /** Signals the process. */
    public void signal(Signal signal) {
        if (signal.interrupts()) {
            interrupt();
        }
        session.signal(signal);
    }

    /**
     * Makes an attachment of the session a writer or an observer.
     *
     * @throws IllegalArgumentException if there is no such attachment
     * @throws NotAllowedException if that is not for this one to decide
     */
    public void setMode(String attachment, Mode to) {
        session.setMode(this, attachment, to);
    }

    /**
     * The client has consumed that many output bytes in all. From the first of these on, no more than the window is sent
     * ahead.
     *
     * @throws IllegalArgumentException if it is more than was sent, or less than was acknowledged before
     */
    public void ack(long bytes) {
        session.guard().run(() -> {
            cursor.ack(bytes);
            full = false;
        });
        wake();
    }

    /** While the client's acknowledgements can't be heard, because its input waits, none are waited for. */
    void deaf(boolean now) {
        session.guard().run(() -> {
            cursor.deaf(now);
            full = false;
        });
        wake();
    }

    /** Leaves the session, which goes on. */
    @Override
    public void close() {
        session.detach(this);
    }

    /** Leaves for another attachment of the same client. */
    void drop() {
        close();
        client.drop();
    }

    Cursor cursor() {
        return cursor;
    }

    String id() {
        return id;
    }

    String caller() {
        return request.caller();
    }

    void become(Mode to, boolean mayWriteAgain, String by) {
        demoted = to == Mode.OBSERVER && (demoted || mode == Mode.WRITER);
        mode = to;
        mayWrite = mayWriteAgain;
        tell(new Frame.ModeChanged(to, by));
    }

    /** Has a frame sent before more output; only the newest of its kind counts. */
    void tell(Frame frame) {
        news.put(frame.getClass(), frame);
    }

    /** Sends what there is to be sent, by this thread if the client never makes it wait. */
    void wake() {
        pump.wake();
    }

    void wakeElsewhere() {
        pump.wakeElsewhere();
    }

    /** Whether more output is nothing to it, since the client has to acknowledge first. */
    boolean isFull() {
        return full;
    }

    private void finish() {
        close();
        client.close();
    }

    /** What to send next, null if nothing now. Called under the session's lock. */
    @Nullable Frame next(@Nullable TerminalSize size, @Nullable Exit exit) throws IOException {
        if (!greeted) {
            greeted = true;
            return new Frame.Attached(id, mode, cursor.offset(), size, inputTaken);
        }
        if (!news.isEmpty()) {
            return news.pollFirstEntry().getValue();
        }
        var frame = cursor.next(client::room);
        full = frame == null && cursor.isFull();
        return frame == null && exit != null && cursor.isAtEnd() ? new Frame.Exited(exit) : frame;
    }
}
