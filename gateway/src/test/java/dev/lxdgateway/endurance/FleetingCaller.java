package dev.lxdgateway.endurance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lxdgateway.support.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;

/** A caller of exec that doesn't wait for the answer: it is gone when this is closed. */
final class FleetingCaller implements AutoCloseable {

    private final Socket socket;

    private FleetingCaller(Socket socket) {
        this.socket = socket;
    }

    static FleetingCaller asking(Api api, String remote, String... command) {
        var body = Api.JSON.writeValueAsBytes(Map.of("command", List.of(command)));
        var head = """
                POST /api/v1/instances/demo/exec?remote=%s HTTP/1.1
                Host: %s
                Authorization: Bearer %s
                Content-Type: application/json
                Content-Length: %d

                """.formatted(remote, api.base().getAuthority(), api.token(), body.length)
                .replace("\n", "\r\n");
        try {
            var socket = new Socket(api.base().getHost(), api.base().getPort());
            socket.getOutputStream().write(head.getBytes(UTF_8));
            socket.getOutputStream().write(body);
            return new FleetingCaller(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
