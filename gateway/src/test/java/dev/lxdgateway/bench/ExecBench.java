package dev.lxdgateway.bench;

import dev.lxdgateway.bench.Timings.Call;
import dev.lxdgateway.client.GatewayClient;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long it takes to run {@code true}, by the gateway and by what LXD has itself. Only {@code dev/bench/exec} runs it. */
class ExecBench extends WithGateway {

    private static final int CALLS = Integer.getInteger("bench.calls", 200);
    private static final int WARM_UP = 400;
    private static final int AT_A_TIME = 16;
    private static final String GIVEN_UP = "10s";
    private static final int KILLED = 137;

    @Test
    void measures() throws Exception {
        var rows = new ArrayList<String>();
        for (var remote : Lab.get().kinds()) {
            var socket = Path.of(Lab.get().value(remote, "SOCKET"));
            try (var gateway = GatewayClient.connect(api().base(), TOKEN);
                    var raw = new RawApi(socket)) {
                var ways = new LinkedHashMap<String, Call>();
                ways.put(
                        "gateway",
                        () -> gateway.instance("demo").onRemote(remote).exec("true"));
                ways.put("raw API", () -> raw.exec("true"));
                ways.put(Lab.get().program(remote) + " exec", () -> client(remote));
                for (int i = 0; i < WARM_UP; i++) {
                    ways.get("gateway").run();
                    ways.get("raw API").run();
                }
                rows.add("| %s, one after another | %s |".formatted(remote, words(byTurns(ways, CALLS))));
                rows.add("| %s, %d at a time | %s |".formatted(remote, AT_A_TIME, words(atATime(ways))));
            }
        }
        var table =
                "| `true`, p50 / p99 in ms | gateway | raw API | `lxc`/`incus exec` |%n| --- | ---: | ---: | ---: |%n%s%n"
                        .formatted(String.join(System.lineSeparator(), rows));
        System.out.print(table);
        Files.writeString(Path.of("target/bench-exec.md"), table);
    }

    /** One that never ends, as {@code lxc} does now and then with others beside it, counts as {@link #GIVEN_UP}. */
    private static void client(String remote) throws Exception {
        var lab = Lab.get();
        var instance = lab.named(remote, "demo");
        var command =
                List.of("timeout", "-s", "KILL", GIVEN_UP, lab.program(remote), "exec", "-n", instance, "--", "true");
        int code = lab.start(command).waitFor();
        if (code != 0 && code != KILLED) {
            throw new IllegalStateException("%s exited with %d".formatted(command, code));
        }
    }

    private static Map<String, Timings> byTurns(Map<String, Call> ways, int calls) {
        var timings = new LinkedHashMap<String, Timings>();
        for (int i = 0; i < calls; i++) {
            ways.forEach((name, call) ->
                    timings.computeIfAbsent(name, _ -> new Timings()).measure(call));
        }
        return timings;
    }

    private static Map<String, Timings> atATime(Map<String, Call> ways) throws InterruptedException {
        var timings = new LinkedHashMap<String, Timings>();
        for (var way : ways.entrySet()) {
            var timing = new Timings();
            timings.put(way.getKey(), timing);
            Callable<Void> call = () -> {
                timing.measure(way.getValue());
                return null;
            };
            try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
                threads.invokeAll(IntStream.range(0, CALLS).mapToObj(_ -> call).toList())
                        .forEach(Future::resultNow);
            }
        }
        return timings;
    }

    private static String words(Map<String, Timings> timings) {
        return timings.values().stream().map(Timings::toString).collect(Collectors.joining(" | "));
    }
}
