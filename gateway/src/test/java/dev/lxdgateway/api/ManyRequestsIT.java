package dev.lxdgateway.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.WithGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** Requests that take their time, more than a container has threads for by itself. */
class ManyRequestsIT extends WithGateway {

    private static final int MANY = 300;

    @Test
    void leaveRoomForOthers() throws IOException {
        var session = api().session(labRemotes().iterator().next(), Map.of("command", List.of("sleep", "1000")));
        var waiting = new ArrayList<Socket>();
        try {
            for (int i = 0; i < MANY; i++) {
                waiting.add(ask("GET /api/v1/sessions/%s/wait?timeout=2m".formatted(session)));
            }

            assertThat(api().get("/livez").status()).isEqualTo(200);
            Http2IT.killACaller(api(), labRemotes().iterator().next());

            assertThat(api().delete("/api/v1/sessions/" + session).status()).isEqualTo(202);
            for (var socket : waiting) {
                var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
                assertThat(answer.readLine()).isEqualTo("HTTP/1.1 200 OK");
            }
        } finally {
            for (var socket : waiting) {
                socket.close();
            }
        }
    }

    private Socket ask(String request) throws IOException {
        var base = api().base();
        var socket = new Socket(base.getHost(), base.getPort());
        socket.getOutputStream().write("""
                %s HTTP/1.1
                Host: %s
                Authorization: Bearer %s

                """.formatted(request, base.getAuthority(), TOKEN)
                .replace("\n", "\r\n")
                .getBytes(US_ASCII));
        return socket;
    }

    @Test
    void mayComeAllAtOnce(@Autowired WebServerApplicationContext context) {
        var server = ((JettyWebServer) requireNonNull(context.getWebServer())).getServer();

        assertThat(Arrays.stream(server.getConnectors()))
                .isNotEmpty()
                .allSatisfy(connector -> assertThat(((ServerConnector) connector).getAcceptQueueSize())
                        .isEqualTo(4096));
    }
}
