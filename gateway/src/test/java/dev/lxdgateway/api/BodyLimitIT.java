package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.WithGateway;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** How much a request may hold. */
@TestPropertySource(properties = "gateway.limits.body=100KB")
class BodyLimitIT extends WithGateway {

    private static final String EXEC = "/api/v1/instances/demo/exec";
    private static final Map<String, ?> LARGE = Map.of("command", List.of("wc", "-c"), "stdin", "x".repeat(200_000));

    @Test
    void refusesALargeBody() {
        var refused = api().post(EXEC, LARGE);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("content-too-large");
        assertThat(refused.json().path("detail").asString()).contains("102400").contains("raw exec");
    }

    @Test
    void refusesALargeBodyOfUnknownLength() throws Exception {
        var body = Api.JSON.writeValueAsString(LARGE).getBytes(StandardCharsets.UTF_8);
        try (var http = HttpClient.newHttpClient()) {
            var refused = http.send(
                    HttpRequest.newBuilder(api().base().resolve(EXEC))
                            .header("Authorization", "Bearer " + api().token())
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(refused.statusCode()).isEqualTo(413);
        }
    }

    @Test
    void takesABodyOfUnknownLength() throws Exception {
        var body = Api.JSON
                .writeValueAsString(Map.of("command", List.of("echo", "whole")))
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 5; i++) {
            try (var http = HttpClient.newHttpClient()) {
                var answer = http.send(
                        HttpRequest.newBuilder(api().base().resolve(EXEC))
                                .header("Authorization", "Bearer " + api().token())
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.body()).contains("whole");
            }
        }
    }

    @Test
    void takesAPipeOfAnySize() {
        var counted = api().call(
                        "POST",
                        EXEC + "?command=wc&command=-c",
                        "x".repeat(200_000),
                        Map.of("Content-Type", "application/octet-stream"));
        assertThat(counted.response().body().strip()).isEqualTo("200000");
    }
}
