package dev.lxdgateway.api;

import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.session.Attachment;
import dev.lxdgateway.session.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.json.JsonMapper;

/** What the forms of {@code exec} cost for each byte of output, without the connection that takes them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ExecOutputJmh {

    private static final int PIECE = 64 * 1024 - 1;

    private final ByteBuffer lines = ByteBuffer.allocate(1 + PIECE);
    private final ByteBuffer noText = ByteBuffer.allocate(1 + PIECE);
    private final Attachment.Client merged = new RawOutput(OutputStream.nullOutputStream(), true, 0);
    private final Attachment.Client events =
            new EventOutput(OutputStream.nullOutputStream(), EventForm.NDJSON, JsonMapper.shared());

    public ExecOutputJmh() {
        var line = "drwxr-xr-x 2 root root 4096 Nov 26 12:00 \"naïve\"\n".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i <= PIECE; i++) {
            lines.put(line[i % line.length]);
            noText.put((byte) 0x80);
        }
        lines.position(1);
        noText.position(1);
    }

    private static void send(Attachment.Client to, ByteBuffer data) throws IOException {
        to.send(new Frame.Output(Stream.STDOUT, data.duplicate()));
    }

    @Benchmark
    @OperationsPerInvocation(PIECE)
    public void rawPieceWithStderrMerged() throws IOException {
        send(merged, lines);
    }

    @Benchmark
    @OperationsPerInvocation(PIECE)
    public void textAsEvents() throws IOException {
        send(events, lines);
    }

    @Benchmark
    @OperationsPerInvocation(PIECE)
    public void otherBytesAsEvents() throws IOException {
        send(events, noText);
    }
}
