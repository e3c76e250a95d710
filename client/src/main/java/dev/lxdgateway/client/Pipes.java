package dev.lxdgateway.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.client.OutputStreamRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * The stdin and stdout of a running command, as a {@link Process} has them: both of any size, each for one thread at a time,
 * and neither may be left alone for long while the other is at work. Closed before its end, it ends the command by the
 * hang-up ladder.
 *
 * {@snippet :
 * try (var pipes = gateway.instance("web-1").pipe(PipeRequest.of(Command.of("gzip", "-c")))) {
 *     Thread.ofVirtual().start(() -> pipes.feed(source));
 *     pipes.stdout().transferTo(sink);
 *     var exit = pipes.exit();
 * }
 * }
 */
public final class Pipes implements AutoCloseable {

    private final OutputStreamRequestContent content;
    private final Streamed answer;
    private final Sums sums = new Sums();
    private final OutputStream stdin;
    private final InputStream stdout = new Stdout();
    private volatile boolean ended;
    private @Nullable Exit told;

    private Pipes(OutputStreamRequestContent content, Streamed answer) {
        this.content = content;
        this.answer = answer;
        this.stdin = content.getOutputStream();
    }

    static Pipes open(Request request) {
        var content = new OutputStreamRequestContent("application/octet-stream");
        return new Pipes(content, Streamed.send(request.body(content)));
    }

    /** The command's stdin; closing it is the end of its input. Writing waits for a command that is slow to read. */
    public OutputStream stdin() {
        return stdin;
    }

    /**
     * The command's stdout. Its end is the end of all output, which is then known to be whole. It fails with an
     * {@link IOException} where the answer broke off, with the {@link GatewayException} as its cause.
     */
    public InputStream stdout() {
        return stdout;
    }

    /** Ends the command's input. */
    public void endInput() {
        try {
            stdin.close();
        } catch (IOException e) {
            throw new ConnectionLostException("the input can't be ended: " + Http.describe(e), e);
        }
    }

    /** Writes all of a stream to the command, and ends its input; a command that takes no more is no failure. */
    public void feed(InputStream source) {
        var piece = new byte[32 * 1024];
        try {
            for (int size = source.read(piece); size >= 0; size = source.read(piece)) {
                if (!fed(piece, size)) {
                    return;
                }
            }
            stdin.close();
        } catch (IOException e) {
            close();
            throw new ConnectionLostException("the input broke off: " + Http.describe(e), e);
        }
    }

    private boolean fed(byte[] piece, int size) {
        try {
            stdin.write(piece, 0, size);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** The session that it is. Waits for the command's start. */
    public String sessionId() {
        return Objects.requireNonNullElse(answer.head().getHeaders().get("Exec-Session-Id"), "");
    }

    /** How the command ended; passes over what is left of its output. */
    public Exit exit() {
        try {
            stdout.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw e.getCause() instanceof GatewayException known
                    ? known
                    : new ConnectionLostException(Http.describe(e), e);
        }
        if (told == null) {
            var exit = exit(answer.trailers());
            sums.verify(exit);
            told = exit;
        }
        return told;
    }

    private static Exit exit(HttpFields trailers) {
        var bytes = trailers.get("Exec-Stdout-Bytes");
        var reason = trailers.get("Exec-Reason");
        if (bytes == null) {
            throw new IncompleteOutputException("the answer ended without the trailers that tell the exit");
        }
        var sum = new StreamSum(
                Long.parseLong(bytes), Objects.requireNonNullElse(trailers.get("Exec-Stdout-Sha256"), ""));
        var signal = trailers.get("Exec-Signal");
        return new Exit(
                number(trailers.get("Exec-Exit-Code")),
                signal == null || signal.isEmpty() ? null : signal,
                reason == null ? ExitReason.EXITED : ExitReason.of(reason),
                Map.of(StdStream.STDOUT, sum),
                Tail.COMPLETE,
                null);
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text == null || text.isEmpty() ? null : Integer.valueOf(text);
    }

    /** Ends the input, and the command unless it has ended. */
    @Override
    public void close() {
        if (!ended) {
            answer.close();
            content.fail(new IOException("closed"));
        }
    }

    private final class Stdout extends InputStream {

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (ended) {
                return -1;
            }
            try {
                int size = answer.read(into, offset, length);
                if (size < 0) {
                    end();
                } else {
                    sums.add(StdStream.STDOUT, into, offset, size);
                }
                return size;
            } catch (GatewayException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        /** A command need not read all of its input: who writes is not to wait for it any more. */
        private void end() {
            answer.trailers();
            ended = true;
            content.fail(new IOException("the command has ended"));
        }
    }
}
