package dev.lxdgateway.exec;

import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The gateway's HTTP API, in the JSON form of exec. */
final class HttpWay implements Way {

    private final Api api;

    HttpWay(Api api) {
        this.api = api;
    }

    @Override
    public String name() {
        return "HTTP";
    }

    @Override
    public boolean canRun(ExecCase of, LabServer server) {
        return !of.terminal && of.steps.isEmpty();
    }

    private static String path(ExecCase of, LabServer server) {
        return "/api/v1/instances/%s/exec?remote=%s".formatted(of.instance, server.remote());
    }

    @Override
    public Result run(ExecCase of, LabServer server, String mark) throws Exception {
        var body = new HashMap<>(of.body(mark));
        if (of.stdin.length > 0) {
            body.put("stdin", Map.of("base64", Base64.getEncoder().encodeToString(of.stdin)));
        }
        body.put("maxOutput", "16MiB");
        return of.vanishes ? vanish(of, server, mark, body) : run(of, server, body);
    }

    private Result run(ExecCase of, LabServer server, Map<String, Object> body) {
        long start = System.nanoTime();
        var answer = api.post(path(of, server), body);
        var took = Duration.ofNanos(System.nanoTime() - start);
        if (answer.status() != 200) {
            throw new AssertionError("the gateway answered " + answer);
        }
        var exit = answer.json();
        return new Result(name(), code(exit), output(exit, "stdout"), output(exit, "stderr"), took, exit);
    }

    static @Nullable Integer code(JsonNode exit) {
        return exit.path("exitCode").isNull() ? null : exit.path("exitCode").asInt();
    }

    private static String output(JsonNode exit, String stream) {
        var text = exit.path(stream).asString();
        return Result.text(
                exit.path("encoding").asString().equals("base64")
                        ? Base64.getDecoder().decode(text)
                        : text.getBytes(StandardCharsets.UTF_8));
    }

    /** A connection that ends while the gateway still works for it. */
    private Result vanish(ExecCase of, LabServer server, String mark, Map<String, Object> body) throws IOException {
        var json = Api.JSON.writeValueAsBytes(body);
        var head = """
                POST %s HTTP/1.1
                Host: %s
                Authorization: Bearer %s
                Content-Type: application/json
                Content-Length: %d

                """.formatted(path(of, server), api.base().getAuthority(), api.token(), json.length);
        long start = System.nanoTime();
        try (var socket = new Socket(api.base().getHost(), api.base().getPort())) {
            socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(json);
            new Leftovers(api, server, of.instance).awaitStart(mark);
        }
        var exit = await().atMost(Duration.ofSeconds(20)).until(() -> exitOf(mark), node -> !node.isMissingNode());
        return new Result(name(), code(exit), "", "", Duration.ofNanos(System.nanoTime() - start), exit);
    }

    private JsonNode exitOf(String mark) {
        return api.get("/api/v1/sessions")
                .json()
                .path("items")
                .valueStream()
                .filter(session -> session.path("command").toString().contains(mark))
                .filter(session -> session.path("state").asString().equals("ended"))
                .map(session -> session.path("exit"))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
