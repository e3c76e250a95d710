package dev.lxdgateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.OwnGateway;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a gateway says on standard output from its start to its end. */
@ExtendWith(OutputCaptureExtension.class)
class LogsIT {

    private final String remote = Lab.get().remotes().getFirst();

    private void run(String... more) {
        var socket =
                "--gateway.remotes.%s.socket=%s".formatted(remote, Lab.get().value(remote, "SOCKET"));
        var properties = new ArrayList<>(List.of(socket));
        properties.addAll(List.of(more));
        try (var gateway = OwnGateway.start(properties.toArray(String[]::new))) {
            gateway.api().exec(remote, "true");
        }
    }

    @Test
    void isOneObjectOfTheElasticCommonSchemaALine(CapturedOutput output) {
        run();

        var lines = output.getOut().lines().filter(line -> !line.isBlank()).toList();
        assertThat(lines).hasSizeGreaterThan(10).allSatisfy(line -> {
            var json = JsonMapper.shared().readTree(line);
            assertThat(Instant.parse(json.path("@timestamp").asString())).isNotNull();
            assertThat(json.path("log").path("level").asString()).isIn("INFO", "WARN", "ERROR");
            assertThat(json.path("log").path("logger").asString()).isNotBlank();
            assertThat(json.path("ecs").path("version").asString()).isNotBlank();
            assertThat(json.path("service").path("name").asString()).isEqualTo("lxd-gateway");
            assertThat(json.has("message")).isTrue();
        });
        assertThat(lines.stream().map(line -> JsonMapper.shared().readTree(line)))
                .anySatisfy(this::isTheSessionsStart);
    }

    private void isTheSessionsStart(JsonNode line) {
        assertThat(line.path("message").asString()).isEqualTo("Session started");
        assertThat(line.path("remote").asString()).isEqualTo(remote);
        assertThat(line.path("instance").asString()).isEqualTo("demo");
        assertThat(line.path("caller").asString()).isEqualTo("admin");
        assertThat(line.path("session").asString()).isNotBlank();
        assertThat(line.has("trace.id")).isFalse();
    }

    @Test
    void isTextForPeopleIfTheyWish(CapturedOutput output) {
        run("--logging.structured.format.console=");

        assertThat(output.getOut()).contains("Session started");
        assertThat(output.getOut().lines()).noneMatch(line -> line.startsWith("{"));
    }
}
