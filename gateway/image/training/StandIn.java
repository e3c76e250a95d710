import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of an Incus as the gateway needs to run commands: one instance, whose commands do nothing but make load. */
final class StandIn {

    private static final String INSTANCE = """
            {"name":"training","project":"default","type":"container","status":"Running","location":"none",\
            "expanded_config":{"user.owner":"training"}}\
            """;

    private final Map<String, Exec> execs = new ConcurrentHashMap<>();
    private final List<WebSocket> listeners = new CopyOnWriteArrayList<>();

    void listen(Path socket) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), 1024);
        Thread.ofPlatform().daemon().start(() -> {
            while (true) {
                try {
                    var client = server.accept();
                    Thread.ofVirtual().start(() -> serve(client));
                } catch (IOException _) {
                    return;
                }
            }
        });
    }

    private void serve(SocketChannel client) {
        try (var in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(client), 65_536));
                var out = Channels.newOutputStream(client)) {
            while (answer(in, out)) {}
        } catch (IOException _) {
            // the gateway has closed it
        }
    }

    @SuppressWarnings("deprecation")
    private boolean answer(DataInputStream in, OutputStream out) throws IOException {
        var request = in.readLine();
        if (request == null) {
            return false;
        }
        int length = 0;
        var key = "";
        for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            var header = line.split(": *", 2);
            switch (header[0].toLowerCase(java.util.Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(header[1]);
                case "sec-websocket-key" -> key = header[1];
                default -> {}
            }
        }
        var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        var path = request.split(" ")[1];
        if (!key.isEmpty()) {
            out.write(upgrade(key));
            open(path, new WebSocket(in, out));
            return false;
        }
        var json = json(path, body);
        out.write("HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(request.startsWith("POST") ? "202 Accepted" : "200 OK", json.length(), json)
                .getBytes(StandardCharsets.UTF_8));
        return true;
    }

    private void open(String path, WebSocket socket) throws IOException {
        var exec = execs.get(segment(path, 3));
        if (exec != null) {
            exec.serve(path.substring(path.indexOf("secret=") + 7), socket);
        } else {
            listeners.add(socket);
            socket.hear(_ -> {});
            listeners.remove(socket);
        }
    }

    private String json(String path, String body) {
        if (path.contains("/exec")) {
            var exec = new Exec(this, body);
            execs.put(exec.id(), exec);
            return """
                    {"type":"async","status":"Operation created","status_code":100,"operation":"/1.0/operations/%s","metadata":%s}\
                    """.formatted(exec.id(), exec.json(-1));
        }
        var metadata = switch (segment(path, 2)) {
            case "operations" -> execs.containsKey(segment(path, 3)) ? execs.get(segment(path, 3)).json(-1) : "{}";
            case "instances" -> segment(path, 3).isEmpty() ? "[" + INSTANCE + "]" : INSTANCE;
            case "projects" -> "{\"name\":\"default\"}";
            default -> """
                    {"auth":"trusted","api_extensions":["operation_wait"],\
                    "environment":{"server":"incus","server_version":"6.0.4"}}\
                    """;
        };
        return "{\"type\":\"sync\",\"status\":\"Success\",\"status_code\":200,\"metadata\":%s}".formatted(metadata);
    }

    /** All commands succeed. */
    void ended(Exec exec) {
        execs.remove(exec.id());
        for (var listener : listeners) {
            try {
                listener.text("""
                        {"type":"operation","timestamp":"2026-01-01T00:00:00Z","project":"default","location":"none","metadata":%s}\
                        """.formatted(exec.json(0)));
            } catch (IOException _) {
                listeners.remove(listener);
            }
        }
    }

    private static String segment(String path, int index) {
        var segments = path.split("\\?", 2)[0].split("/");
        return segments.length > index ? segments[index] : "";
    }

    private static byte[] upgrade(String key) {
        try {
            var accept = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                            + Base64.getEncoder().encodeToString(accept) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
