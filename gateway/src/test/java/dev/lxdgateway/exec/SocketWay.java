package dev.lxdgateway.exec;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.ExecSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The gateway's WebSocket, exec.v1. */
final class SocketWay implements Way {

    private static final int PIECE = 32 * 1024;

    private final Api api;

    SocketWay(Api api) {
        this.api = api;
    }

    @Override
    public String name() {
        return "WebSocket";
    }

    @Override
    public boolean canRun(ExecCase of, LabServer server) {
        return true;
    }

    @Override
    public Result run(ExecCase of, LabServer server, String mark) {
        var body = new HashMap<>(of.body(mark));
        body.put("interactive", of.terminal);
        if (of.cols > 0) {
            body.putAll(Map.of("cols", of.cols, "rows", of.rows));
        }
        long start = System.nanoTime();
        var answer = api.post("/api/v1/instances/%s/sessions?remote=%s".formatted(of.instance, server.remote()), body);
        if (answer.status() != 201) {
            throw new AssertionError("the gateway answered " + answer);
        }
        var id = answer.json().path("id").asString();
        try (var socket = api.attach(id, "")) {
            var running = new Attached(socket, api, id);
            feed(of, running);
            of.steps.forEach(step -> step.accept(running));
            if (of.vanishes) {
                new Leftovers(api, server, of.instance).awaitStart(mark);
                running.vanish();
            }
            var exit = socket.awaitExit();
            var took = Duration.ofNanos(System.nanoTime() - start);
            checkSums(exit, socket);
            return new Result(
                    name(), HttpWay.code(exit), Result.text(socket.bytes(1)), Result.text(socket.bytes(2)), took, exit);
        }
    }

    private static void feed(ExecCase of, Attached running) {
        for (int at = 0; at < of.stdin.length; at += PIECE) {
            running.input(Arrays.copyOfRange(of.stdin, at, Math.min(of.stdin.length, at + PIECE)));
        }
        if (of.steps.isEmpty() && !of.terminal) {
            running.eof();
        }
    }

    private static void checkSums(JsonNode exit, ExecSocket socket) {
        long told = exit.path("bytes").path("stdout").asLong()
                + exit.path("bytes").path("stderr").asLong();
        var hash = exit.path("sha256").path("stdout").asString();
        if (told != socket.received() || !hash.equals(socket.sha256OfOutput())) {
            throw new AssertionError("the exit frame does not count what came: " + exit);
        }
    }

    /** The command as an attachment has it. */
    private record Attached(ExecSocket socket, Api api, String id) implements Running {

        @Override
        public void await(String text) {
            socket.awaitOutput(text);
        }

        @Override
        public void input(byte[] input) {
            socket.input(input);
        }

        @Override
        public void eof() {
            socket.send(Map.of("type", "eof"));
        }

        @Override
        public void signal(String name) {
            socket.send(Map.of("type", "signal", "signal", name));
        }

        @Override
        public void resize(int cols, int rows) {
            socket.send(Map.of("type", "resize", "cols", cols, "rows", rows));
        }

        @Override
        public void vanish() {
            api.delete("/api/v1/sessions/" + id);
        }
    }
}
