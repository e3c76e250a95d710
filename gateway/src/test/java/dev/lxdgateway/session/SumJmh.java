package dev.lxdgateway.session;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a stream's SHA-256 costs, of bytes that are in the connection's buffer and of those that are in the log. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SumJmh {

    private static final int PIECE = 32 * 1024;

    private final StreamMeter meter = new StreamMeter();
    private final ByteBuffer received = ByteBuffer.allocateDirect(PIECE);
    private final ByteBuffer kept = ByteBuffer.allocate(PIECE);
    private final ByteBuffer key = ByteBuffer.allocate(1);

    @Benchmark
    @OperationsPerInvocation(PIECE)
    public void pieceOfTheConnection() {
        meter.add(received);
    }

    @Benchmark
    @OperationsPerInvocation(PIECE)
    public void pieceOfTheLog() {
        meter.add(kept);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public void key() {
        meter.add(key);
    }
}
