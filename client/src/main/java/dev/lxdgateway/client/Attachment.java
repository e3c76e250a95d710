package dev.lxdgateway.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket to a session: a terminal, or pipes. What it brings is iterated over by one thread or handed to a listener, and
 * ends with {@link ExecEvent.Exited}; anybody may send. Between events it holds no thread, and a reader that takes its time
 * holds the command back and not the memory. Closing it leaves the session running.
 *
 * <p>An attachment that has seen all of the output compares bytes and digests with what the gateway says of them, before
 * the exit is told.
 *
 * {@snippet :
 * var shell = SessionRequest.terminal(Command.of("bash"), new TerminalSize(120, 40));
 * try (var terminal = gateway.instance("web-1").start(shell).attach()) {
 *     terminal.write("uptime; exit\n");
 *     var exit = terminal.transferTo(System.out, System.err);
 * }
 * }
 */
public final class Attachment implements Iterable<AttachmentEvent>, AutoCloseable {

    private static final int PIECE = 32 * 1024;
    private static final byte STDIN = 0;
    private static final Duration PARTING = Duration.ofSeconds(5);

    private final GatewayClient client;
    private final @Nullable Consumer<? super AttachmentEvent> listener;
    private final Inbox inbox = new Inbox();
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final AttachmentSocket socket = new AttachmentSocket(new Receiver());
    private @Nullable AttachmentEvent ahead;
    private Frames.Incoming.@Nullable Attached greeting;

    private Attachment(GatewayClient client, @Nullable Consumer<? super AttachmentEvent> listener) {
        this.client = client;
        this.listener = listener;
    }

    static Attachment open(
            GatewayClient client,
            String path,
            AttachRequest request,
            @Nullable Consumer<? super AttachmentEvent> listener) {
        var attachment = new Attachment(client, listener);
        var query = new LinkedHashMap<String, String>();
        query.put("mode", request.mode().word());
        request.since().ifPresent(offset -> query.put("since", Long.toString(offset)));
        var opened = client.http().connect(attachment.socket.endpoint(), path, query, request.ticket());
        try {
            attachment.greeting = Http.await(attachment.socket.attached(), Http.PROMPT, "the attachment");
        } catch (GatewayException e) {
            opened.disconnect();
            throw e;
        }
        client.heartbeat().add(attachment.socket);
        return attachment;
    }

    /** The session as it was when this was attached. */
    public SessionInfo session() {
        return greeting().session();
    }

    /** The offset of the first byte of output that came, over all streams. */
    public long offset() {
        return greeting().offset();
    }

    private Frames.Incoming.Attached greeting() {
        if (greeting == null) {
            throw new IllegalStateException("not attached yet");
        }
        return greeting;
    }

    /** Sends input, and returns when it is on its way; it waits where the command is slow to read. */
    public void write(byte[] input) {
        writing.lock();
        try {
            for (int from = 0; from < input.length; from += PIECE) {
                int size = Math.min(PIECE, input.length - from);
                var frame = ByteBuffer.allocate(1 + size)
                        .put(STDIN)
                        .put(input, from, size)
                        .flip();
                send(callback -> socket.socket().sendBinary(frame, callback));
            }
        } finally {
            writing.unlock();
        }
    }

    /** Sends text as input, in UTF-8; in a terminal {@code "\u0003"} is ^C. */
    public void write(String input) {
        write(input.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the command's input, after what was written. */
    public void endInput() {
        sendText(Frames.endOfInput());
    }

    /** Sends the process a signal, by name with or without SIG, or by number. */
    public void signal(String signal) {
        sendText(Frames.signal(signal));
    }

    /** Changes the terminal's size. */
    public void resize(TerminalSize size) {
        sendText(Frames.resize(size));
    }

    private void sendText(String frame) {
        writing.lock();
        try {
            send(callback -> socket.socket().sendText(frame, callback));
        } finally {
            writing.unlock();
        }
    }

    private static void send(Consumer<Callback> sender) {
        var done = new CompletableFuture<Boolean>();
        sender.accept(Callback.from(() -> done.complete(true), done::completeExceptionally));
        Http.await(done, null, "a frame");
    }

    /** The rest of the events; there is one rest, whoever iterates over it. */
    @Override
    public Iterator<AttachmentEvent> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (ahead == null) {
                    ahead = take(null);
                }
                return ahead != null;
            }

            @Override
            public AttachmentEvent next() {
                var event = hasNext() ? ahead : null;
                if (event == null) {
                    throw new NoSuchElementException("the exit was the last");
                }
                ahead = null;
                return event;
            }
        };
    }

    /** The next event if one comes in that time. */
    public Optional<AttachmentEvent> poll(Duration limit) {
        var event = ahead == null ? take(limit) : ahead;
        ahead = null;
        return Optional.ofNullable(event);
    }

    private @Nullable AttachmentEvent take(@Nullable Duration limit) {
        if (listener != null) {
            throw new IllegalStateException("the events of this attachment go to its listener");
        }
        var taken = inbox.take(limit);
        if (taken == null) {
            return null;
        }
        socket.consumed(taken.event(), taken.last());
        if (taken.relieved()) {
            socket.demand();
        }
        return taken.event();
    }

    /** Writes the rest of the output to streams, as fast as they take it, and gives the exit. */
    public Exit transferTo(OutputStream stdout, OutputStream stderr) throws IOException {
        for (var event : this) {
            switch (event) {
                case ExecEvent.Output output -> {
                    var to = output.stream() == StdStream.STDOUT ? stdout : stderr;
                    to.write(output.bytes());
                    to.flush();
                }
                case ExecEvent.Exited(var told) -> {
                    return told;
                }
                default -> {}
            }
        }
        return awaitExit();
    }

    /** Waits for the exit; what is left of the output is passed over, unless a listener gets it. */
    public Exit awaitExit() {
        if (listener == null) {
            for (var _ : this) {}
        }
        return Http.await(exit, null, "the exit");
    }

    /** Leaves the session, which goes on. */
    @Override
    public void close() {
        client.heartbeat().remove(socket);
        inbox.end(new ConnectionLostException("the attachment was closed", null));
        socket.discard();
        client.http().schedule(PARTING, socket::disconnect);
    }

    private final class Receiver implements AttachmentSocket.Receiver {

        @Override
        public boolean receive(AttachmentEvent event) {
            boolean more = true;
            if (listener == null) {
                more = inbox.add(event);
            } else {
                listener.accept(event);
                socket.consumed(event, true);
            }
            if (event instanceof ExecEvent.Exited(var told)) {
                exit.complete(told);
                inbox.end(null);
            }
            return more;
        }

        @Override
        public void ended(@Nullable GatewayException why) {
            client.heartbeat().remove(socket);
            if (why != null) {
                exit.completeExceptionally(why);
            }
            inbox.end(why);
        }
    }
}
