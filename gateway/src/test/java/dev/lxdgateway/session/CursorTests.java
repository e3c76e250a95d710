package dev.lxdgateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.lxd.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an interrupt does to the output that waits for one attachment. */
class CursorTests {

    private static final int KIB = 1024;
    private static final int WINDOW = 256 * KIB;
    private static final int REACH = 768 * KIB;

    @TempDir
    private Path directory = Path.of("unset");

    private OutputLog log() {
        return new OutputLog(new LogMemory(1024 * KIB, Long.MAX_VALUE), new Spill(directory, new AtomicLong()));
    }

    private static void append(OutputLog log, int bytes) throws IOException {
        log.append(Stream.STDOUT, ByteBuffer.allocate(bytes));
    }

    @Test
    void goesOnNearTheEndOfAFloodAndMarksTheGap() throws IOException {
        var log = log();
        var cursor = new Cursor(log, 0, WINDOW, false, REACH, new QuietObserver());
        append(log, 100 * KIB);

        assertThat(cursor.hold()).isTrue();
        append(log, 50 * KIB);
        assertThat(cursor.next(ByteBuffer::allocate)).isNull();
        assertThat(cursor.isAtEnd()).isFalse();
        cursor.release();

        assertThat(cursor.next(ByteBuffer::allocate)).isEqualTo(new Frame.Gap(0, 142 * KIB));
        assertThat(cursor.next(ByteBuffer::allocate)).isInstanceOf(Frame.Output.class);
        assertThat(cursor.offset()).isEqualTo(150 * KIB);
        assertThat(cursor.isAtEnd()).isTrue();
        assertThat(log.start()).isZero();
    }

    /** A client that does not read keeps what is on its way to it. */
    @Test
    void sendsLittleAtATimeWhereMemoryIsShort() throws IOException {
        var log = new OutputLog(new LogMemory(1024 * KIB, 50 * KIB), new Spill(directory, new AtomicLong()));
        var cursor = new Cursor(log, 0, WINDOW, false, REACH, new QuietObserver());
        append(log, 20 * KIB);
        cursor.next(ByteBuffer::allocate);
        assertThat(cursor.offset()).isEqualTo(20 * KIB);

        append(log, 60 * KIB);
        cursor.next(ByteBuffer::allocate);

        assertThat(cursor.offset()).isEqualTo(28 * KIB);
    }

    @Test
    void skipsNothingWhereLittleWaits() throws IOException {
        var log = log();
        var cursor = new Cursor(log, 0, WINDOW, false, REACH, new QuietObserver());
        append(log, 31 * KIB);

        assertThat(cursor.hold()).isFalse();
        assertThat(cursor.next(ByteBuffer::allocate)).isInstanceOf(Frame.Output.class);
    }

    @Test
    void skipsNothingWhereTheFloodWasAtItsEnd() throws IOException {
        var log = log();
        var cursor = new Cursor(log, 0, WINDOW, false, REACH, new QuietObserver());
        append(log, WINDOW);
        cursor.ack(0);
        while (cursor.next(ByteBuffer::allocate) != null) {
            assertThat(cursor.offset()).isLessThanOrEqualTo(WINDOW);
        }

        assertThat(cursor.hold()).as("the window is full").isTrue();
        append(log, 20);
        cursor.release();
        cursor.ack(WINDOW);

        assertThat(cursor.next(ByteBuffer::allocate)).isInstanceOf(Frame.Output.class);
        assertThat(cursor.offset()).isEqualTo(WINDOW + 20);
    }

    @Test
    void letsTheOutputRunPastItWhileItStandsStillButNotForever() throws IOException {
        var log = log();
        var cursor = new Cursor(log, 0, WINDOW, false, REACH, new QuietObserver());
        append(log, 256 * KIB);
        assertThat(cursor.pace()).isZero();

        cursor.hold();

        assertThat(cursor.pace()).isEqualTo(256 * KIB);
        assertThat(cursor.consumed()).isZero();
        append(log, 512 * KIB);
        assertThat(cursor.isOutrun()).isTrue();
        assertThat(cursor.pace()).isZero();
    }

    @Test
    void takesNothingForReceivedBeforeTheFirstAcknowledgementOfAClientThatAcknowledges() throws IOException {
        var log = log();
        var cursor = new Cursor(log, 0, WINDOW, true, REACH, new QuietObserver());
        append(log, 2 * WINDOW);

        while (cursor.next(ByteBuffer::allocate) != null) {
            assertThat(cursor.consumed()).isZero();
        }

        assertThat(cursor.offset()).isEqualTo(WINDOW);
    }
}
