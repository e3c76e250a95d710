package dev.lxdgateway.client;

import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;

/**
 * A command that outlives the call that started it. It is only an id: any client with the same rights may ask for it.
 *
 * {@snippet :
 * var session = gateway.instance("web-1").start(SessionRequest.pipes(Command.shell("make 2>&1")));
 * try (var log = session.output(StdStream.STDOUT, 0)) {
 *     log.transferTo(System.out);
 * }
 * System.out.println(session.await().exitCode());
 * }
 */
public final class Session {

    private static final Duration POLL = Duration.ofSeconds(30);
    private static final Pattern RANGE = Pattern.compile("bytes (?:([0-9]+)-[0-9]+|\\*)/([0-9]+|\\*)");

    private final GatewayClient client;
    private final String id;
    private final String path;

    Session(GatewayClient client, String id) {
        this.client = client;
        this.id = id;
        this.path = "/sessions/" + Http.segment(id);
    }

    /** Its name in the gateway, to find it again by {@link GatewayClient#session}. */
    public String id() {
        return id;
    }

    /** What the gateway knows of it now. */
    public SessionInfo info() {
        return Json.session(call(HttpMethod.GET, "").json());
    }

    /** Waits for its end. */
    public Exit await() {
        while (true) {
            var exit = await(POLL);
            if (exit.isPresent()) {
                return exit.get();
            }
        }
    }

    /** Waits for its end at most that long, which the gateway bounds at 5 minutes. */
    public Optional<Exit> await(Duration limit) {
        var request = client.http()
                .request(HttpMethod.GET, path + "/wait")
                .param("timeout", Math.max(1, limit.toMillis()) + "ms");
        var answer = client.http().answer(request, limit.plus(Http.PROMPT));
        return answer.status() == 200 ? Optional.of(Json.exit(answer.json())) : Optional.empty();
    }

    /**
     * A stream's output from an offset on, while it comes, to its end. A gap fails with {@code output-gone}.
     *
     * @see #output(StdStream, long, int, Duration) one part of it
     */
    public InputStream output(StdStream stream, long offset) {
        return new SessionOutput(this, stream, offset);
    }

    /**
     * One part of a stream's output.
     *
     * @param offset of the first byte, in the stream
     * @param most how many bytes
     * @param wait how long to wait where there are none yet
     * @throws ProblemException with status 410 where it is no longer kept, 416 past the end
     */
    public OutputPart output(StdStream stream, long offset, int most, Duration wait) {
        var request = client.http()
                .request(HttpMethod.GET, path + "/output")
                .param("stream", stream.word())
                .param("offset", Long.toString(offset))
                .param("limit", Integer.toString(most));
        if (wait.isPositive()) {
            request.param("wait", wait.toMillis() + "ms");
        }
        var answer = client.http().answer(request, wait.plus(Http.PROMPT));
        return new OutputPart(offset, answer.body(), total(answer.headers()));
    }

    static OptionalLong total(HttpFields headers) {
        var range = headers.get("Content-Range");
        var parsed = RANGE.matcher(range == null ? "" : range);
        return parsed.matches() && !parsed.group(2).equals("*")
                ? OptionalLong.of(Long.parseLong(parsed.group(2)))
                : OptionalLong.empty();
    }

    /** Sends input, for clients that need no attachment. */
    public void input(byte[] bytes) {
        input(bytes, false);
    }

    /** Ends its input. */
    public void endInput() {
        input(new byte[0], true);
    }

    private void input(byte[] bytes, boolean last) {
        var request = client.http()
                .request(HttpMethod.POST, path + "/input")
                .body(new BytesRequestContent("application/octet-stream", bytes));
        if (last) {
            request.param("eof", "true");
        }
        client.http().answer(request, null);
    }

    /** Sends the process a signal, by name with or without SIG, or by number. */
    public void signal(String signal) {
        call(HttpMethod.POST, "/signal", Map.of("signal", signal));
    }

    /** Changes its terminal's size. */
    public void resize(TerminalSize size) {
        call(HttpMethod.POST, "/resize", Map.of("cols", size.cols(), "rows", size.rows()));
    }

    /** Begins to end it by the hang-up ladder: HUP, then TERM, then KILL. */
    public void end() {
        call(HttpMethod.DELETE, "");
    }

    /** A one-time ticket, good for 30 seconds, for somebody without a token to attach with. */
    public String ticket(Mode mode) {
        return call(HttpMethod.POST, "/tickets", Map.of("mode", mode.word()))
                .json()
                .path("ticket")
                .asString("");
    }

    /** Attaches to it, to take part, from the first byte that is kept. */
    public Attachment attach() {
        return attach(AttachRequest.writer());
    }

    /** Attaches to it; what comes waits to be read from the attachment. */
    public Attachment attach(AttachRequest request) {
        return Attachment.open(client, path + "/attach", request, null);
    }

    /**
     * Attaches to it; what comes is handed to a listener, one event at a time. While the listener is at work nothing more
     * is read, so that it may block.
     */
    public Attachment attach(AttachRequest request, Consumer<? super AttachmentEvent> listener) {
        return Attachment.open(client, path + "/attach", request, listener);
    }

    private Http.Answer call(HttpMethod method, String route) {
        return client.http().answer(client.http().request(method, path + route));
    }

    private Http.Answer call(HttpMethod method, String route, Object body) {
        return client.http().answer(client.http().request(method, path + route, body));
    }

    @Override
    public String toString() {
        return "session " + id;
    }
}
