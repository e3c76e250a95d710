package dev.lxdgateway.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.WithGateway;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What is left of an exec whose client is killed (kill -9), in every form and whatever it was at: nothing but its record. */
class KilledClientsIT extends WithGateway {

    enum Form {
        JSON("application/json"),
        NDJSON("application/x-ndjson"),
        SSE("text/event-stream"),
        RAW(""),
        RAW_HTTP2("");

        private final String accept;

        Form(String accept) {
            this.accept = accept;
        }

        boolean isRaw() {
            return accept.isEmpty();
        }
    }

    /** What the command is at. */
    enum Phase {
        QUIET("sleep 1000"),
        FLOOD("yes"),
        READING("sha256sum");

        private final String command;

        Phase(String command) {
            this.command = command;
        }
    }

    private static Stream<Arguments> killings() {
        return LabServer.all().stream()
                .flatMap(server -> Stream.of(Form.values())
                        .flatMap(form -> Stream.of(Phase.values())
                                .filter(phase -> form.isRaw() || phase != Phase.READING)
                                .map(phase -> Arguments.of(server, form, phase))));
    }

    @ParameterizedTest
    @MethodSource("killings")
    void leaveNoProcessAndARecord(LabServer server, Form form, Phase phase) throws Exception {
        var mark = UUID.randomUUID().toString();
        var left = new Leftovers(api(), server, "demo");
        var client = client(server, form, phase, mark);
        left.awaitStart(mark);

        client.destroyForcibly();

        assertGone(left, mark);
        assertThat(record(mark).path("exit").path("reason").asString()).isEqualTo("hung-up");
    }

    /** Before the process has started, or just then. */
    @Test
    void leaveNothingOfAStart() throws Exception {
        var marks = new HashMap<LabServer, List<String>>();
        for (var server : LabServer.all()) {
            for (int milliseconds = 0; milliseconds < 100; milliseconds += 5) {
                var mark = UUID.randomUUID().toString();
                marks.computeIfAbsent(server, _ -> new ArrayList<>()).add(mark);
                var client = client(server, Form.JSON, Phase.QUIET, mark);
                var _ = client.waitFor(Duration.ofMillis(milliseconds));
                client.destroyForcibly();
            }
        }

        marks.forEach((server, ofServer) -> {
            var left = new Leftovers(api(), server, "demo");
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> left.of(ofServer).stream().allMatch(List::isEmpty));
            assertThat(ofServer.stream().flatMap(this::sessions))
                    .allMatch(session -> session.path("state").asString().equals("ended"));
        });
    }

    private void assertGone(Leftovers left, String mark) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> sessions(mark)
                        .allMatch(session -> session.path("state").asString().equals("ended")));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> left.of(List.of(mark)).getFirst().isEmpty());
    }

    private JsonNode record(String mark) {
        return sessions(mark).findFirst().orElseThrow();
    }

    private Stream<JsonNode> sessions(String mark) {
        var items = api().get("/api/v1/sessions?limit=1000").json().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(session -> session.path("command").toString().contains(mark));
    }

    private Process client(LabServer server, Form form, Phase phase, String mark) throws IOException {
        var url = "%s/api/v1/instances/demo/exec?remote=%s".formatted(api().base(), server.remote());
        var curl = new ArrayList<>(List.of("curl", "-sS", "-N", "-H", "Authorization: Bearer " + TOKEN));
        // the mark is an argument too, by which the record is found
        var command = Stream.concat(
                        Stream.of("env", ExecCase.MARK_VARIABLE + "=" + mark), Stream.of(phase.command.split(" ")))
                .toList();
        if (form.isRaw()) {
            curl.add(form == Form.RAW ? "--http1.1" : "--http2-prior-knowledge");
            curl.addAll(phase == Phase.READING ? List.of("-T", "-") : List.of("-X", "POST"));
            url += String.join(
                    "", command.stream().map(KilledClientsIT::parameter).toList());
        } else {
            curl.addAll(List.of("-H", "Accept: " + form.accept, "-H", "Content-Type: application/json", "-d"));
            curl.add(Api.JSON.writeValueAsString(Map.of("command", command)));
        }
        curl.add(url);
        return new ProcessBuilder(curl)
                .redirectInput(phase == Phase.READING ? Redirect.from(new File("/dev/zero")) : Redirect.PIPE)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }

    private static String parameter(String word) {
        return "&command=" + URLEncoder.encode(word, StandardCharsets.UTF_8);
    }
}
