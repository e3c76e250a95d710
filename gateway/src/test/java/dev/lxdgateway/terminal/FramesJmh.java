package dev.lxdgateway.terminal;

import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.session.Exit;
import dev.lxdgateway.session.ExitReason;
import dev.lxdgateway.session.StreamSum;
import dev.lxdgateway.session.Tail;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.json.JsonMapper;

/** What the text frames of {@code exec.v1} cost: those of each key and of each window of output, and the last. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FramesJmh {

    private final JsonMapper json = JsonMapper.shared();
    private final Exit exit = new Exit(
            0,
            null,
            ExitReason.EXITED,
            Map.of(
                    Stream.STDOUT, new StreamSum(1_000_000_000, "00".repeat(32)),
                    Stream.STDERR, new StreamSum(0, "00".repeat(32))),
            Tail.COMPLETE,
            null);

    private long bytes;

    @Benchmark
    public String inputFrame() {
        return json.writeValueAsString(ServerFrames.input(++bytes));
    }

    @Benchmark
    public Object ackFrame() {
        return ClientFrame.parse("{\"type\":\"ack\",\"bytes\":123456789}", json);
    }

    @Benchmark
    public String exitFrame() {
        return json.writeValueAsString(ServerFrames.exit(exit));
    }
}
