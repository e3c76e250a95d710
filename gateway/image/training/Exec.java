import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/** One exec: {@code write BYTES}, {@code read} its input, {@code echo} it until the end, or {@code true}. */
final class Exec {

    private static final Pattern COMMAND = Pattern.compile("\"command\":\\[\"(\\w+)\"(?:,\"(\\d+)\")?");
    private static final byte[] PIECE = "0123456789abcdef".repeat(2048).getBytes();

    private final StandIn server;
    private final String id = UUID.randomUUID().toString();
    private final boolean terminal;
    private final String program;
    private final long bytes;
    private final List<String> names;
    private final Map<String, WebSocket> sockets = new ConcurrentHashMap<>();
    private final CountDownLatch inputEnd = new CountDownLatch(1);
    private final CountDownLatch killed = new CountDownLatch(1);

    Exec(StandIn server, String request) {
        this.server = server;
        this.terminal = request.contains("\"interactive\":true");
        var command = COMMAND.matcher(request);
        this.program = command.find() ? command.group(1) : "true";
        this.bytes = command.group(2) == null ? 0 : Long.parseLong(command.group(2));
        this.names = terminal ? List.of("0", "control") : List.of("0", "1", "2", "control");
    }

    String id() {
        return id;
    }

    /** The operation; a code of -1 says that it runs. */
    String json(int code) {
        var fds = new ArrayList<String>();
        names.forEach(name -> fds.add("\"%s\":\"%s\"".formatted(name, name)));
        return """
                {"id":"%s","class":"websocket","description":"Executing command","created_at":"2026-01-01T00:00:00Z",\
                "updated_at":"2026-01-01T00:00:00Z","status":"%s","status_code":%d,\
                "resources":{"instances":["/1.0/instances/training"]},"metadata":{"fds":{%s}%s},"may_cancel":false,"err":""}\
                """.formatted(
                        id,
                        code < 0 ? "Running" : "Success",
                        code < 0 ? 103 : 200,
                        String.join(",", fds),
                        code < 0 ? "" : ",\"return\":" + code);
    }

    /** Serves one of its sockets; the last of them starts it. */
    void serve(String name, WebSocket socket) throws IOException {
        sockets.put(name, socket);
        if (sockets.size() == names.size()) {
            Thread.ofVirtual().start(this::run);
        }
        boolean echoes = program.equals("echo");
        socket.hear(input -> {
            if (name.equals("control")) {
                if (new String(input).contains("signal")) {
                    killed.countDown();
                }
            } else if (echoes) {
                write(input, input.length);
            }
        });
        switch (name) {
            case "0" -> inputEnd.countDown();
            case "control" -> killed.countDown();
            default -> {}
        }
    }

    private void write(byte[] piece, int length) {
        try {
            sockets.get(terminal ? "0" : "1").send(WebSocket.BINARY, piece, length);
        } catch (IOException _) {
            killed.countDown();
        }
    }

    private void run() {
        try {
            switch (program) {
                case "write" -> {
                    for (long left = bytes; left > 0 && killed.getCount() > 0; left -= PIECE.length) {
                        write(PIECE, (int) Math.min(left, PIECE.length));
                    }
                }
                case "read" -> inputEnd.await();
                case "echo" -> killed.await();
                default -> {}
            }
            end();
        } catch (IOException | InterruptedException _) {
            // the gateway has gone
        }
    }

    /** As a server ends it: control closes, each stream has its end, and the operation tells the code. */
    private void end() throws IOException, InterruptedException {
        sockets.get("control").close();
        if (terminal) {
            sockets.get("0").text("");
            inputEnd.await();
        } else {
            sockets.get("1").text("");
            sockets.get("2").text("");
        }
        server.ended(this);
        for (var socket : sockets.values()) {
            socket.close();
        }
    }
}
