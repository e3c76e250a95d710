package dev.lxdgateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthCheckCommandTests {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final HttpServer server;

    HealthCheckCommandTests() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        answer("/well", 200, "{\"status\":\"UP\"}");
        answer("/ill", 503, "{\"status\":\"DOWN\"}");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
    }

    private String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
    }

    private int check(String... urls) {
        var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        return HealthCheckCommand.run(List.of(urls), stream, stream);
    }

    @Test
    void saysThatItIsWell() {
        assertThat(check(url("/well"))).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("/well is well");
    }

    @Test
    void failsIfOneOfThemIsNot() {
        assertThat(check(url("/ill"), url("/well"))).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("/ill answers 503: {\"status\":\"DOWN\"}");
    }

    @Test
    void failsIfNobodyAnswers() {
        var url = url("/well");
        server.stop(0);

        assertThat(check(url)).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("does not answer");
    }

    @Test
    void failsIfItIsNoUrl() {
        assertThat(check("127.0.0.1:8080")).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("is no URL");
    }
}
