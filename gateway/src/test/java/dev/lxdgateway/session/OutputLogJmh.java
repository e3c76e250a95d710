package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a session's log costs for each byte, and for each key, past its first megabyte, so that it lets go of as much as comes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OutputLogJmh {

    private static final int MEMORY = 1024 * 1024;
    private static final int PIECE = 32 * 1024;
    private static final int WINDOW = 256 * 1024;
    private static final int BEHIND = 2 * MEMORY;

    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
    private final ByteBuffer key = ByteBuffer.allocateDirect(1);
    private final OutputLog log = new OutputLog(
            new LogMemory(MEMORY, Long.MAX_VALUE),
            new Spill(Path.of(System.getProperty("java.io.tmpdir")), new AtomicLong()));
    private final Cursor cursor = new Cursor(log, 0, WINDOW, false, MEMORY, new QuietObserver());

    private void append(ByteBuffer data) throws IOException {
        log.keepFrom(cursor.offset());
        log.append(Stream.STDOUT, data.duplicate());
    }

    /** A piece goes in, which no one reads. */
    @Benchmark
    @OperationsPerInvocation(PIECE)
    public void pieceIn() throws IOException {
        log.keepFrom(log.end());
        log.append(Stream.STDOUT, piece.duplicate());
    }

    /** A piece goes in, and out to one who follows. */
    @Benchmark
    @OperationsPerInvocation(PIECE)
    public @Nullable Object pieceInAndOut() throws IOException {
        append(piece);
        return cursor.next(ByteBuffer::allocate);
    }

    /** A piece goes in, another to the disk, and one out of it to somebody who is two megabytes behind. */
    @Benchmark
    @OperationsPerInvocation(PIECE)
    public @Nullable Object pieceByDisk() throws IOException {
        append(piece);
        return log.end() - cursor.offset() > BEHIND ? cursor.next(ByteBuffer::allocate) : null;
    }

    /** A key goes in, and out to one who follows. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public @Nullable Object keyInAndOut() throws IOException {
        append(key);
        return cursor.next(ByteBuffer::allocate);
    }

    @TearDown
    public void close() {
        log.close();
    }
}
