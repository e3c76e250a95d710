package dev.lxdgateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.lxd.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputLogTests {

    @TempDir
    private Path directory = Path.of("unset");

    private LogMemory memory = new LogMemory(0, 0);
    private OutputLog log = new OutputLog(memory, new Spill(directory, new AtomicLong()));

    @BeforeEach
    void open() {
        open(10_000, Long.MAX_VALUE);
    }

    private void open(long each, long together) {
        memory = new LogMemory(each, together);
        log = another();
    }

    private OutputLog another() {
        var log = new OutputLog(memory, new Spill(directory, new AtomicLong()));
        log.keepFrom(Long.MAX_VALUE);
        return log;
    }

    @AfterEach
    void close() {
        log.close();
    }

    private void append(Stream stream, String text) throws IOException {
        log.append(stream, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String read(long offset, int max) throws IOException {
        var piece = log.read(offset, max, ByteBuffer::allocate);
        return piece == null
                ? "end"
                : piece.stream() + ":" + StandardCharsets.UTF_8.decode(piece.data()) + ":" + piece.end();
    }

    @Test
    void joinsSmallPiecesOfOneStream() throws IOException {
        append(Stream.STDOUT, "ab");
        append(Stream.STDOUT, "cd");

        assertThat(read(0, 100)).isEqualTo("STDOUT:abcd:4");
        assertThat(read(1, 2)).isEqualTo("STDOUT:bc:3");
        assertThat(read(4, 100)).isEqualTo("end");
    }

    @Test
    void keepsTheOrderOfTwoStreams() throws IOException {
        append(Stream.STDOUT, "out");
        append(Stream.STDERR, "err");
        append(Stream.STDOUT, "more");

        assertThat(read(0, 100)).isEqualTo("STDOUT:out:3");
        assertThat(read(3, 100)).isEqualTo("STDERR:err:6");
        assertThat(read(5, 100)).isEqualTo("STDERR:r:6");
        assertThat(read(6, 100)).isEqualTo("STDOUT:more:10");
    }

    @Test
    void putsTheDataWhereThereIsRoom() throws IOException {
        append(Stream.STDOUT, "x");
        var room = ByteBuffer.allocate(10).position(3).limit(4);

        var piece = log.read(0, 10, _ -> room);

        assertThat(piece).isNotNull();
        assertThat(piece.data()).isSameAs(room);
        assertThat(room.position()).isEqualTo(3);
        assertThat(room.limit()).isEqualTo(4);
        assertThat(room.get(3)).isEqualTo((byte) 'x');
    }

    @Test
    void keepsTheNewestBytesAndForgetsTheRest() throws IOException {
        for (int i = 0; i < 100; i++) {
            append(Stream.STDOUT, "x".repeat(1000));
        }

        assertThat(log.end()).isEqualTo(100_000);
        assertThat(log.end() - log.start()).isBetween(10_000L, 13_000L);
        assertThat(read(log.start(), 5)).startsWith("STDOUT:xxxxx:");
    }

    @Test
    void keepsLittleWhileAllHaveTooMuch() throws IOException {
        open(1_000_000, 150_000);
        var first = log;
        for (int i = 0; i < 200; i++) {
            append(Stream.STDOUT, "x".repeat(1000));
        }
        assertThat(first.end() - first.start()).isBetween(100_000L, 200_000L);

        log = another();
        for (int i = 0; i < 200; i++) {
            append(Stream.STDOUT, "y".repeat(1000));
        }

        assertThat(memory.used()).isLessThan(300_000);
        assertThat(log.end() - log.start()).isBetween(32_000L, 100_000L);
        first.close();
        for (int i = 0; i < 200; i++) {
            append(Stream.STDOUT, "z".repeat(1000));
        }
        assertThat(log.end() - log.start()).isBetween(100_000L, 200_000L);
    }

    @Test
    void keepsOnDiskWhatIsNeededWhileAllHaveTooMuch() throws IOException {
        open(1_000_000, 0);
        log.keepFrom(0);
        for (int i = 0; i < 200; i++) {
            append(Stream.STDOUT, Integer.toString(i % 10).repeat(1000));
        }

        assertThat(log.start()).isZero();
        assertThat(memory.used()).isLessThan(100_000);
        assertThat(read(57_999, 2)).isEqualTo("STDOUT:78:58001");
    }

    @Test
    void givesItsMemoryBack() throws IOException {
        append(Stream.STDOUT, "x".repeat(5000));
        assertThat(memory.used()).isGreaterThanOrEqualTo(5000);

        log.settle();
        assertThat(memory.used()).isZero();
        log.settle();
        log.close();

        assertThat(memory.used()).isZero();
    }

    @Test
    void keepsWhatSomebodyStillNeeds() throws IOException {
        log.keepFrom(500);
        for (int i = 0; i < 100; i++) {
            append(Stream.STDOUT, "x".repeat(1000));
        }

        assertThat(log.start()).isLessThanOrEqualTo(500);
        assertThat(read(500, 4)).isEqualTo("STDOUT:xxxx:504");
        assertThat(log.backlog()).isEqualTo(99_500);
        log.keepFrom(Long.MAX_VALUE);
        assertThat(log.start()).isGreaterThan(80_000);
        assertThat(log.backlog()).isZero();
    }

    @Test
    void leavesNoFileBehindThatHasAName() throws IOException {
        log.keepFrom(0);
        for (int i = 0; i < 100; i++) {
            append(Stream.STDOUT, "x".repeat(1000));
        }

        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void takesLittleMemoryForStreamsThatAlternate() throws IOException {
        for (int i = 0; i < 20_000; i++) {
            append(i % 2 == 0 ? Stream.STDOUT : Stream.STDERR, "x");
        }

        assertThat(log.end() - log.start()).isBetween(50L, 200L);
    }

    @Test
    void keepsStreamsThatAlternateOnDisk() throws IOException {
        log.keepFrom(0);
        for (int i = 0; i < 20_000; i++) {
            append(i % 2 == 0 ? Stream.STDOUT : Stream.STDERR, Integer.toString(i % 10));
        }

        assertThat(log.start()).isZero();
        assertThat(read(0, 100)).isEqualTo("STDOUT:0:1");
        assertThat(read(12_345, 100)).isEqualTo("STDERR:5:12346");
        assertThat(read(19_999, 100)).isEqualTo("STDERR:9:20000");
        assertThat(read(20_000, 100)).isEqualTo("end");
    }

    @Test
    void givesBackWhatWentInWhateverTheSizes() throws IOException {
        var random = new Random(3);
        var whole = new StringBuilder();
        log.keepFrom(0);
        for (int i = 0; i < 500; i++) {
            var piece = Integer.toString(random.nextInt(), 36).repeat(random.nextInt(300));
            whole.append(piece);
            append(Stream.STDOUT, piece);
        }

        var read = new StringBuilder();
        long offset = 0;
        for (var piece = log.read(0, 777, ByteBuffer::allocate);
                piece != null;
                piece = log.read(offset, 1 + random.nextInt(5000), ByteBuffer::allocate)) {
            read.append(StandardCharsets.UTF_8.decode(piece.data()));
            offset = piece.end();
        }
        assertThat(read.toString()).isEqualTo(whole.toString());
    }
}
