package dev.lxdgateway.client;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A command's output while it comes, read by one thread: {@link ExecEvent.Output} pieces, and {@link ExecEvent.Exited} last.
 * A reader that takes its time slows the command down. Closed before its end, it ends the command by the hang-up ladder.
 *
 * <p>Bytes and digests are compared with what the gateway says of them, before the exit is told.
 */
public final class ExecEvents implements Iterable<ExecEvent>, AutoCloseable {

    private final Streamed answer;
    private final Lines lines;
    private final Sums sums = new Sums();
    private boolean ended;
    private @Nullable ExecEvent ahead;

    ExecEvents(Streamed answer) {
        this.answer = answer;
        this.lines = new Lines(answer);
        answer.head();
    }

    /** The rest of the events; there is one rest, whoever iterates over it. */
    @Override
    public Iterator<ExecEvent> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (ahead == null && !ended) {
                    ahead = read();
                }
                return ahead != null;
            }

            @Override
            public ExecEvent next() {
                var event = hasNext() ? ahead : null;
                if (event == null) {
                    throw new NoSuchElementException("the exit was the last");
                }
                ahead = null;
                return event;
            }
        };
    }

    private ExecEvent read() {
        var line = lines.next();
        if (line == null) {
            throw new ConnectionLostException("the answer ends without the exit", null);
        }
        var event = Json.event(Json.object(line));
        switch (event) {
            case ExecEvent.Output output -> sums.add(output.stream(), output.bytes(), 0, output.bytes().length);
            case ExecEvent.Exited(var exit) -> {
                ended = true;
                sums.verify(exit);
            }
        }
        return event;
    }

    /** Passes over what is left of the output, and gives the exit. */
    public Exit awaitExit() {
        for (var event : this) {
            if (event instanceof ExecEvent.Exited(var exit)) {
                return exit;
            }
        }
        throw new IllegalStateException("the exit was told already");
    }

    @Override
    public void close() {
        if (!ended) {
            answer.close();
        }
    }
}
