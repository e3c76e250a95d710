package dev.lxdgateway.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A caller of exec that doesn't wait for the answer: it is gone when this is closed. */
public final class FleetingCaller implements AutoCloseable {

    private final Socket socket;

    private FleetingCaller(Socket socket) {
        this.socket = socket;
    }

    public static FleetingCaller asking(Api api, String remote, String... command) {
        return asking(api, remote, Map.of(), command);
    }

    public static FleetingCaller asking(Api api, String remote, Map<String, String> headers, String... command) {
        var body = Api.JSON.writeValueAsBytes(Map.of("command", List.of(command)));
        var more = headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\n")
                .collect(Collectors.joining());
        var head = """
                POST /api/v1/instances/demo/exec?remote=%s HTTP/1.1
                Host: %s
                Authorization: Bearer %s
                Content-Type: application/json
                Content-Length: %d
                %s
                """.formatted(remote, api.base().getAuthority(), api.token(), body.length, more)
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
