package dev.lxdgateway.bench;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.WithGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The gateway's API: JSON for a short command, raw exec for much, a session with a WebSocket for a terminal. */
final class ByGateway implements Way {

    private static final byte[] NOTHING = {};
    private static final int ACKNOWLEDGED = 32 * 1024;

    private final Links links;
    private final String where;

    ByGateway(int port, String remote) {
        this.links = new Links(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.where = "?remote=" + remote;
    }

    @Override
    public String name() {
        return "gateway";
    }

    private static String headers(String more) {
        return "Authorization: Bearer %s\r\n%s".formatted(WithGateway.TOKEN, more);
    }

    String answer(String method, String path, byte[] body) throws IOException {
        return links.use(
                link -> link.answer(method, "/api/v1" + path, headers("Content-Type: application/json\r\n"), body));
    }

    @Override
    public void exec(String... command) throws IOException {
        var answer = Api.JSON.readTree(answer(
                "POST",
                "/instances/demo/exec" + where,
                Api.JSON.writeValueAsBytes(Map.of("command", List.of(command)))));
        requireSuccess(answer.path("exitCode").asString());
    }

    @Override
    public long download(String... command) throws IOException {
        return links.use(link -> {
            long[] came = {0};
            link.ask("POST", raw(command), headers(""), NOTHING);
            finish(link, piece -> came[0] += piece.remaining());
            return came[0];
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

    private static void finish(Link link, Link.Sink output) throws IOException {
        var answer = link.head();
        var trailers = link.body(answer, output);
        requireSuccess(trailers.getOrDefault("exec-exit-code", "no code, status " + answer.status()));
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
