package dev.lxdgateway.support.stub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answer to one request, right or wrong. */
final class StubAnswer {

    private static final String CREATED = "2026-01-01T00:00:00Z";

    private final LxdStub stub;
    private final Wire wire;
    private final Incoming in;
    private final StubRequest request;
    private final @Nullable StubExec exec;
    private final String socket;

    StubAnswer(LxdStub stub, Wire wire, Incoming in, StubRequest request) {
        this.stub = stub;
        this.wire = wire;
        this.in = in;
        this.request = request;
        this.exec = request.segment(2).equals("operations") ? stub.find(request.segment(3)) : null;
        this.socket = request.segment(2).equals("events")
                ? "events"
                : exec == null ? "" : exec.name(request.parameter("secret"));
    }

    /** Gives it, and says whether the connection can take another request. */
    boolean give() throws IOException, InterruptedException {
        return switch (stub.fault(Call.of(request, exec != null && exec.interactive(), socket))) {
            case null -> right();
            case Fault.Late late -> {
                Thread.sleep(late.delay());
                yield right();
            }
            case Fault.Cut _ -> false;
            case Fault.Reset _ -> {
                wire.reset();
                yield false;
            }
            case Fault.HalfClosed _ -> {
                wire.halfClose();
                yield silence();
            }
            case Fault.CutInAnswer _ -> {
                var answer = request.isWebSocket() ? upgrade() : http(200, body());
                wire.write(Arrays.copyOf(answer, answer.length * 2 / 3));
                yield false;
            }
            case Fault.Silence _ -> silence();
            case Fault.Raw raw -> {
                wire.write(raw.bytes().getBytes(StandardCharsets.ISO_8859_1));
                yield false;
            }
            case Fault.Body body -> {
                wire.write(http(body.status(), body.body().replace("{id}", request.segment(3))));
                yield true;
            }
            case Fault.OpenAndSilent _ -> {
                wire.write(upgrade());
                yield silence();
            }
            case Fault.OpenAndCut _ -> {
                wire.write(upgrade());
                yield false;
            }
        };
    }

    /** Waits for the client to go away. */
    private boolean silence() throws IOException {
        stub.keepsSilent(wire);
        return false;
    }

    private boolean right() throws IOException, InterruptedException {
        if (request.isWebSocket()) {
            return webSocket();
        }
        wire.write(http(request.method().equals("POST") ? 202 : 200, body()));
        return true;
    }

    private boolean webSocket() throws IOException {
        boolean allowed = !socket.equals("events")
                || !stub.server().restricted()
                || !request.parameter("type").contains("logging");
        if (socket.isEmpty() || !allowed || (exec != null && !exec.operation().isRunning())) {
            var error = allowed ? Fault.Body.error(404, "Operation not found") : Fault.Body.error(500, "Forbidden");
            wire.write(http(error.status(), error.body()));
            return true;
        }
        var opened = new StubSocket(socket, wire);
        if (exec == null) {
            stub.events().add(opened, Set.of(request.parameter("type").split(",", -1)));
            wire.write(upgrade());
            opened.run(in, (_, _) -> {});
        } else {
            wire.write(upgrade());
            exec.serve(opened, in);
        }
        return false;
    }

    private String body() throws InterruptedException {
        return switch (request.segment(2)) {
            case "" -> sync(stub.server().json());
            case "instances" -> request.method().equals("POST") ? async() : instances();
            case "projects" ->
                request.segment(3).equals("default")
                        ? sync(Map.of("name", "default"))
                        : Fault.Body.error(404, "Project not found").body();
            case "operations" -> operation();
            default -> Fault.Body.error(404, "not found").body();
        };
    }

    private String instances() {
        var instance = Map.of(
                "name",
                request.segment(3).isEmpty() ? "demo" : request.segment(3),
                "project",
                "default",
                "type",
                "container",
                "status",
                "Running",
                "location",
                "none",
                "last_used_at",
                CREATED);
        return sync(request.segment(3).isEmpty() ? java.util.List.of(instance) : instance);
    }

    private String async() {
        var created = stub.exec(request.segment(3), request);
        return LxdStub.JSON.writeValueAsString(Map.of(
                "type",
                "async",
                "status",
                "Operation created",
                "status_code",
                100,
                "operation",
                "/1.0/operations/" + created.id(),
                "metadata",
                created.operation().json()));
    }

    private String operation() throws InterruptedException {
        if (exec == null) {
            return Fault.Body.error(404, "Operation not found").body();
        }
        if (request.segment(4).equals("wait")) {
            while (exec.operation().isRunning()) {
                Thread.sleep(10);
            }
            if (exec.operation().status() != 200) {
                return Fault.Body.error(400, exec.operation().error()).body();
            }
        }
        return sync(exec.operation().json());
    }

    private static String sync(Object metadata) {
        return LxdStub.JSON.writeValueAsString(
                Map.of("type", "sync", "status", "Success", "status_code", 200, "metadata", metadata));
    }

    private static byte[] http(int status, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return ("HTTP/1.1 %d Whatever\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                                .formatted(status, bytes.length)
                        + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] upgrade() {
        try {
            var key = request.header("sec-websocket-key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
            var accept = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.US_ASCII)));
            return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
