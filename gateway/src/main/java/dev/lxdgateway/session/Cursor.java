package dev.lxdgateway.session;

import dev.lxdgateway.session.SessionObserver.Gap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How far one attachment has got with the output, and how far it may be sent ahead. After an interrupt it may stand still
 * while the output runs on, and then goes on near the end. Guarded by the session's lock.
 */
final class Cursor {

    /** As much as servers send at once; with the byte that names its stream no WebSocket library splits it. */
    private static final int LARGEST_PIECE = 32 * 1024;

    /** A client that does not read has one on its way for as long as it likes. */
    private static final int PIECE_WHERE_SHORT = 8 * 1024;

    /** What waits for a client that doesn't lag by anything a person would notice is never skipped. */
    private static final int WORTH_SKIPPING = 32 * 1024;

    /** The end that is never skipped, with the prompt in it. */
    private static final int REST = 8 * 1024;

    private final OutputLog log;
    private final int window;
    private final long reach;
    private final SessionObserver observer;
    private long at;
    private long sent;
    private long acked;
    private boolean deaf;
    private boolean holding;
    private int onItsWay;
    private boolean closed;
    private Frame.@Nullable Gap skipped;

    /**
     * @param window output bytes that may be unacknowledged
     * @param acknowledges whether the client is known to acknowledge before its first acknowledgement
     * @param reach output bytes that may run past it while it stands still; the log keeps as many
     * @param observer hears of gaps
     */
    Cursor(OutputLog log, long at, int window, boolean acknowledges, long reach, SessionObserver observer) {
        this.log = log;
        this.at = at;
        this.window = window;
        this.acked = acknowledges ? 0 : -1;
        this.reach = reach;
        this.observer = observer;
    }

    long offset() {
        return at;
    }

    void ack(long bytes) {
        if (bytes < Math.max(acked, 0) || bytes > sent) {
            throw new IllegalArgumentException(
                    "ack of %d bytes, after %d acknowledged and %d sent".formatted(bytes, Math.max(acked, 0), sent));
        }
        acked = bytes;
    }

    /** While the client's acknowledgements can't be heard, none are waited for. */
    void deaf(boolean now) {
        deaf = now;
    }

    /** Where a session's pace takes this attachment to be. */
    long pace() {
        return holding && !isOutrun() ? log.end() : at;
    }

    /** How far the client has the output, as far as one can know: what it was sent, without what it has not acknowledged. */
    long consumed() {
        return acked < 0 ? at : at - (sent - acked);
    }

    /** Stands still, if enough waits here to be worth it. */
    boolean hold() {
        if (holding || (lag() < WORTH_SKIPPING && room() > 0)) {
            return false;
        }
        holding = true;
        return true;
    }

    /** Whether more has run past than there may. */
    boolean isOutrun() {
        return lag() >= reach;
    }

    /** Goes on, near the end if much has run past. */
    void release() {
        holding = false;
        long to = Math.max(log.end() - REST, log.start());
        if (lag() >= WORTH_SKIPPING) {
            skipped = new Frame.Gap(at, to);
            at = to;
        }
    }

    private void hasOnItsWay(int bytes) {
        int now = closed ? 0 : bytes;
        log.memory().add(now - onItsWay);
        onItsWay = now;
    }

    /** Nothing more is sent. */
    void close() {
        closed = true;
        hasOnItsWay(0);
    }

    private long lag() {
        return log.end() - at;
    }

    /**
     * The next output or gap, null if there is none to be sent now; the one before is with the client.
     *
     * @param room gives where the output is to be
     */
    @Nullable Frame next(IntFunction<ByteBuffer> room) throws IOException {
        hasOnItsWay(0);
        if (holding) {
            return null;
        }
        if (skipped != null) {
            var gap = skipped;
            skipped = null;
            observer.missed(Gap.INTERRUPT, gap.to() - gap.from());
            return gap;
        }
        if (at < log.start()) {
            var gap = new Frame.Gap(at, log.start());
            observer.missed(sent == 0 ? Gap.REPLAY : Gap.SLOW, gap.to() - gap.from());
            at = log.start();
            return gap;
        }
        int most = log.memory().isShort() ? Math.min(room(), PIECE_WHERE_SHORT) : room();
        var piece = most > 0 ? log.read(at, most, room) : null;
        if (piece == null) {
            return null;
        }
        hasOnItsWay(piece.data().remaining());
        sent += piece.end() - at;
        at = piece.end();
        return new Frame.Output(piece.stream(), piece.data());
    }

    /** Whether everything there is has been sent. */
    boolean isAtEnd() {
        return !holding && skipped == null && at == log.end();
    }

    /** Bytes on their way to a client that acknowledges. */
    long unacknowledged() {
        return acked < 0 ? 0 : sent - acked;
    }

    /** Whether nothing may be sent before the client acknowledges more. */
    boolean isFull() {
        return room() <= 0;
    }

    private int room() {
        return acked < 0 || deaf ? LARGEST_PIECE : (int) Math.min(LARGEST_PIECE, window - (sent - acked));
    }
}
