package dev.lxdgateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Callers of their own, each with a token and with the limits that the gateway has for everybody. */
final class Callers implements AutoCloseable {

    private static final String POLICY = """
            rules:
              - name: measured
                allow: [list, exec, attach, observe, signal]
                subjects: {tokens: ["bench-*"]}
            """;

    private final List<ByGateway> ways = new ArrayList<>();

    Callers(Rig rig, int count) {
        for (int i = 0; i < count; i++) {
            var made = rig.gateway().api().post("/api/v1/tokens", Map.of("name", "bench-" + i));
            ways.add(rig.byGateway(Rig.STUB, made.json().path("token").asString()));
        }
    }

    /**
     * The gateway's own limits, over those that the rig opens, but for the starts in a minute: with them the limit, and
     * not the machine, would say how much is too much.
     *
     * @param more others, which count where they say otherwise
     */
    static List<String> properties(Path directory, String... more) throws IOException {
        var policy = Files.writeString(directory.resolve("policy.yaml"), POLICY);
        var usual = Stream.of(
                "--gateway.access.policy=" + policy,
                "--gateway.limits.sessions=10000",
                "--gateway.limits.sessions-per-caller=1000",
                "--gateway.limits.queue=200",
                "--gateway.limits.queue-per-caller=50",
                "--gateway.limits.output-rate-per-caller=");
        return Stream.concat(usual, Stream.of(more)).toList();
    }

    ByGateway get(long number) {
        return ways.get((int) (number % ways.size()));
    }

    @Override
    public void close() throws IOException {
        for (var way : ways) {
            way.close();
        }
    }
}
