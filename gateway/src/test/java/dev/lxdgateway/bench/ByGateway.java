package dev.lxdgateway.bench;

import dev.lxdgateway.support.Api;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The gateway's API: JSON for a short command, raw exec for much, a session with a WebSocket for a terminal. */
final class ByGateway implements Way {

    private static final byte[] NOTHING = {};
    private static final int ACKNOWLEDGED = 32 * 1024;

    private final Links links;
    private final String where;
    private final String token;

    ByGateway(int port, String remote, String token) {
        this.token = token;
        this.links = new Links(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.where = "?remote=" + remote;
    }

    @Override
    public String name() {
        return "gateway";
    }

    private String headers(String more) {
        return "Authorization: Bearer %s\r\n%s".formatted(token, more);
    }

    private String answer(String method, String path, byte[] body) throws IOException {
        return ask(method, path, body).orRefused().text();
    }

    private Link.Answer ask(String method, String path, byte[] body) throws IOException {
        return links.use(
                link -> link.exchange(method, "/api/v1" + path, headers("Content-Type: application/json\r\n"), body));
    }

    /** The result of a command as JSON. */
    JsonNode run(String... command) throws IOException {
        var body = Api.JSON.writeValueAsBytes(Map.of("command", List.of(command)));
        return Api.JSON.readTree(answer("POST", "/instances/demo/exec" + where, body));
    }

    @Override
    public void exec(String... command) throws IOException {
        requireSuccess(run(command).path("exitCode").asString());
    }

    @Override
    public long download(String... command) throws IOException {
        long[] came = {0};
        download(piece -> came[0] += piece.remaining(), command);
        return came[0];
    }

    /** Runs a command, and gives the trailers that tell what it wrote. */
    Map<String, String> download(Link.Sink output, String... command) throws IOException {
        return links.use(link -> {
            link.ask("POST", raw(command), headers(""), NOTHING);
            return finish(link, output);
        });
    }

    @Override
    public void upload(long bytes, String... command) throws IOException {
        var _ = links.use(link -> {
            link.write(ByteBuffer.wrap("POST %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: %d\r\n\r\n"
                    .formatted(raw(command), headers(""), bytes)
                    .getBytes(StandardCharsets.US_ASCII)));
            for (var piece : Bulk.of(bytes)) {
                link.write(piece);
            }
            finish(link, _ -> {});
            return bytes;
        });
    }

    private String raw(String... command) {
        var target = new StringBuilder("/api/v1/instances/demo/exec").append(where);
        for (var word : command) {
            target.append("&command=").append(URLEncoder.encode(word, StandardCharsets.UTF_8));
        }
        return target.toString();
    }

    private static Map<String, String> finish(Link link, Link.Sink output) throws IOException {
        var answer = link.head();
        if (answer.status() / 100 != 2) {
            throw new Link.RefusedException(link.rest(answer));
        }
        var trailers = link.body(answer, output);
        requireSuccess(trailers.getOrDefault("exec-exit-code", "no code"));
        return trailers;
    }

    private static void requireSuccess(String code) throws IOException {
        if (!code.equals("0")) {
            throw new IOException("exit code " + code);
        }
    }

    @Override
    public Terminal terminal(String... command) throws IOException {
        return attach(start(true, command), "skip=interrupt", Pace.ACKNOWLEDGES, 0);
    }

    /** Begins a request as it is given, with the caller's headers where it has {@code %s}, and leaves it there. */
    Link begin(String request) throws IOException {
        var link = links.open(ACKNOWLEDGED);
        link.write(ByteBuffer.wrap(request.formatted(headers("")).getBytes(StandardCharsets.US_ASCII)));
        return link;
    }

    /** Starts a session, and gives its id. */
    String start(boolean interactive, String... command) throws IOException {
        var body = Api.JSON.writeValueAsBytes(Map.of("command", List.of(command), "interactive", interactive));
        return Api.JSON
                .readTree(answer("POST", "/instances/demo/sessions" + where, body))
                .path("id")
                .asString();
    }

    /** Attaches to a session; a buffer of 0 bytes stands for a large one. */
    Attached attach(String session, String query, Pace pace, int buffer) throws IOException {
        var link = buffer == 0 ? links.open() : links.open(buffer);
        link.upgrade(
                "/api/v1/sessions/%s/attach?%s".formatted(session, query),
                headers("Sec-WebSocket-Protocol: exec.v1\r\n"));
        return new Attached(session, link, pace);
    }

    /** Whether a client acknowledges what it has read. */
    enum Pace {
        ACKNOWLEDGES,
        BY_TCP
    }

    /** A WebSocket of a session. */
    final class Attached implements Terminal, Link.Messages {

        private final String session;
        private final Link link;
        private final Pace pace;
        private Link.Sink output = _ -> {};
        private boolean inMessage;
        private long received;
        private long acknowledged;

        Attached(String session, Link link, Pace pace) {
            this.session = session;
            this.link = link;
            this.pace = pace;
        }

        Link link() {
            return link;
        }

        long received() {
            return received;
        }

        @Override
        public void type(ByteBuffer keys) throws IOException {
            var frame = ByteBuffer.allocate(1 + keys.remaining()).put((byte) 0).put(keys);
            link.send(Link.BINARY, frame.flip());
        }

        @Override
        public boolean receive(Link.Sink to) throws IOException {
            output = to;
            return link.receive(this);
        }

        @Override
        public void piece(int opcode, ByteBuffer piece) throws IOException {
            if (opcode != Link.BINARY) {
                return;
            }
            if (!inMessage) {
                piece.get();
                inMessage = true;
            }
            received += piece.remaining();
            output.take(piece);
        }

        @Override
        public void end(int opcode) throws IOException {
            inMessage = false;
            if (pace == Pace.ACKNOWLEDGES && received - acknowledged >= ACKNOWLEDGED) {
                acknowledged = received;
                link.text("{\"type\":\"ack\",\"bytes\":%d}".formatted(received));
            }
        }

        @Override
        public void close() throws IOException {
            link.close();
            answer("DELETE", "/sessions/" + session, NOTHING);
        }
    }

    @Override
    public void close() throws IOException {
        links.close();
    }
}
