package dev.lxdgateway.bench;

import dev.lxdgateway.support.Api;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The server's own API over its socket, with as little as a right answer takes: all sockets, all output, the exit code. */
final class RawApi implements Way {

    private static final byte[] NOTHING = {};

    private final Links links;
    private final String instance;

    RawApi(Path socket, String instance) {
        this.links = new Links(UnixDomainSocketAddress.of(socket));
        this.instance = instance;
    }

    @Override
    public String name() {
        return "raw API";
    }

    @Override
    public void exec(String... command) throws IOException {
        download(command);
    }

    @Override
    public long download(String... command) throws IOException {
        try (var exec = new Exec(false, command)) {
            exec.endInput();
            return exec.finish();
        }
    }

    @Override
    public void upload(long bytes, String... command) throws IOException {
        try (var exec = new Exec(false, command)) {
            for (var piece : Bulk.of(bytes)) {
                exec.socket("0").send(Link.BINARY, piece);
            }
            exec.endInput();
            exec.finish();
        }
    }

    @Override
    public Terminal terminal(String... command) throws IOException {
        return new Exec(true, command);
    }

    private JsonNode answer(String method, String path, byte[] body) throws IOException {
        String json = links.use(link -> link.answer(method, path, "Content-Type: application/json\r\n", body));
        return Api.JSON.readTree(json);
    }

    /** One exec with its sockets. */
    private final class Exec implements Terminal {

        private final String operation;
        private final Map<String, Link> sockets = new LinkedHashMap<>();
        private boolean over;

        Exec(boolean interactive, String... command) throws IOException {
            var started = start(interactive, command);
            operation = started.path("operation").asString();
            var names = interactive ? List.of("control", "0") : List.of("control", "0", "1", "2");
            for (var name : names) {
                var secret = started.at("/metadata/metadata/fds/" + name).asString();
                sockets.put(name, links.open().upgrade(operation + "/websocket?secret=" + secret, ""));
            }
        }

        private JsonNode start(boolean interactive, String... command) throws IOException {
            var body = Map.of(
                    "command",
                    List.of(command),
                    "interactive",
                    interactive,
                    "wait-for-websocket",
                    true,
                    "environment",
                    Map.of("TERM", "xterm-256color"),
                    "width",
                    80,
                    "height",
                    24);
            var json = Api.JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
            return answer("POST", "/1.0/instances/%s/exec".formatted(instance), json);
        }

        Link socket(String name) {
            return java.util.Objects.requireNonNull(sockets.get(name), name);
        }

        void endInput() {
            try {
                socket("0").send(Link.TEXT, ByteBuffer.allocate(0));
            } catch (IOException _) {
                // a short command is over already
            }
        }

        /** Reads all output, and gives how much of it was stdout's. */
        long finish() throws IOException {
            long[] bytes = {0};
            while (!over && receive(socket("1"), piece -> bytes[0] += piece.remaining())) {}
            over = false;
            while (!over && receive(socket("2"), _ -> {})) {}
            var answer = answer("GET", operation + "/wait", NOTHING);
            int code = answer.at("/metadata/metadata/return").asInt(-1);
            if (code != 0) {
                throw new IOException("exit code " + code);
            }
            return bytes[0];
        }

        private boolean receive(Link socket, Link.Sink output) throws IOException {
            return socket.receive(new Link.Messages() {

                @Override
                public void piece(int opcode, ByteBuffer piece) throws IOException {
                    output.take(piece);
                }

                @Override
                public void end(int opcode) {
                    over = opcode == Link.TEXT;
                }
            });
        }

        @Override
        public void type(ByteBuffer keys) throws IOException {
            socket("0").send(Link.BINARY, keys);
        }

        @Override
        public boolean receive(Link.Sink output) throws IOException {
            return !over && receive(socket("0"), output) && !over;
        }

        @Override
        public void close() throws IOException {
            for (var socket : sockets.values()) {
                socket.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        links.close();
    }
}
