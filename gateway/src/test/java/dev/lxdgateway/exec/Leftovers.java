package dev.lxdgateway.exec;

import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The processes of an instance that carry a case's mark in their environment, from whichever way they were started. */
final class Leftovers {

    private static final String LIST = """
            for file in $(grep -l %s= /proc/[0-9]*/environ 2>/dev/null); do
              process=${file%%/environ}
              mark=$(tr '\\0' '\\n' <$file 2>/dev/null | sed -n 's/^%s=//p')
              [ -z "$mark" ] || echo "$mark ${process#/proc/} $(tr '\\0' ' ' <$process/cmdline)"
            done""".formatted(ExecCase.MARK_VARIABLE, ExecCase.MARK_VARIABLE);

    private final Api api;
    private final LabServer server;
    private final String instance;

    Leftovers(Api api, LabServer server, String instance) {
        this.api = api;
        this.server = server;
        this.instance = instance;
    }

    private record Marked(String mark, String pid, String arguments) {

        static Marked of(String line) {
            var words = line.split(" ", 3);
            return new Marked(words[0], words[1], words[2].strip());
        }
    }

    /** What runs with each of those marks: arguments, with the mark's place instead of the mark. */
    List<List<String>> of(List<String> marks) {
        var all = marked().toList();
        return marks.stream()
                .map(mark -> all.stream()
                        .filter(process -> process.mark.equals(mark))
                        .map(process -> process.arguments.replace(mark, ExecCase.MARK))
                        .sorted()
                        .toList())
                .toList();
    }

    void awaitStart(String mark) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !of(List.of(mark)).getFirst().isEmpty());
    }

    /** Ends what runs with one of those marks. */
    void end(List<String> marks) {
        var pids = marked().filter(process -> marks.contains(process.mark))
                .map(Marked::pid)
                .toList();
        if (!pids.isEmpty()) {
            shell("kill -KILL " + String.join(" ", pids));
        }
    }

    private Stream<Marked> marked() {
        return Arrays.stream(shell(LIST).split("\n"))
                .filter(line -> !line.isBlank())
                .map(Marked::of);
    }

    private String shell(String script) {
        var answer = api.post(
                "/api/v1/instances/%s/exec?remote=%s".formatted(instance, server.remote()),
                Map.of("command", List.of("sh", "-c", script)));
        if (answer.status() != 200) {
            throw new IllegalStateException("the processes of %s can't be listed: %s".formatted(instance, answer));
        }
        return answer.json().path("stdout").asString();
    }
}
