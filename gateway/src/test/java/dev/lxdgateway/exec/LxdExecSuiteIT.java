package dev.lxdgateway.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Container;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Those of LXD's own exec tests ({@code test/suites/exec.sh}, {@code basic.sh}, {@code projects.sh}) that take more than a
 * command: many at once, another exec beside, a profile, a project, a stop. The others are in {@link UpstreamSuite}.
 */
class LxdExecSuiteIT extends WithGateway {

    private static final String NAME = "lxd-exec-suite";
    private static final int TIMES = 25;

    @ParameterizedTest
    @MethodSource("labRemotes")
    void u1u2OneAfterAnother(String remote) {
        for (int i = 0; i < TIMES; i++) {
            assertThat(catByHttp(remote, i)).isEqualTo("abc" + i + "\n");
            assertThat(catBySocket(remote, i)).isEqualTo("abc" + i + "\n");
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void u3FiftyAtOnce(String remote) throws Exception {
        var calls = new ArrayList<Callable<String>>();
        for (int i = 0; i < TIMES; i++) {
            int number = i;
            calls.add(() -> number + ": " + catByHttp(remote, number));
            calls.add(() -> number + ": " + catBySocket(remote, number));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<String>();
            for (var call : threads.invokeAll(calls)) {
                answers.add(call.get());
            }
            for (int i = 0; i < TIMES; i++) {
                assertThat(answers.subList(2 * i, 2 * i + 2)).containsOnly(i + ": abc" + i + "\n");
            }
        }
    }

    private String catByHttp(String remote, int number) {
        var result = api().exec(remote, Map.of("command", List.of("cat"), "stdin", "abc" + number + "\n"));
        assertThat(result.path("exitCode").asInt(-1)).isZero();
        return result.path("stdout").asString();
    }

    private String catBySocket(String remote, int number) {
        try (var pipes = api().pipes(remote, "cat")) {
            pipes.type("abc" + number + "\n");
            pipes.send(Map.of("type", "eof"));
            assertThat(pipes.awaitExit().path("exitCode").asInt(-1)).isZero();
            return pipes.output();
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void u4NobodyAttached(String remote) {
        var file = "/root/foo-" + System.nanoTime();
        var id = api().session(remote, Map.of("command", List.of("touch", file), "interactive", false));

        assertThat(exitOf(id).path("exitCode").asInt(-1)).isZero();
        assertThat(api().exec(remote, "rm", file).path("exitCode").asInt(-1)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "HUP, 129", "KILL, 137"})
    void u8KilledByAnotherExec(String signal, int code) {
        for (var remote : Lab.get().remotes()) {
            try (var _ = Container.launch(remote, NAME)) {
                var sleep = start(remote, "sleep", "60");
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> exec(remote, "killall", "-" + signal, "sleep")
                                        .path("exitCode")
                                        .asInt(-1)
                                == 0);

                var exit = exitOf(sleep);
                assertThat(exit.path("exitCode").asInt(-1)).as(remote).isEqualTo(code);
                assertThat(exit.path("signal").asString()).as(remote).isEqualTo(signal);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void u9StoppedByForce(String remote) {
        try (var container = Container.launch(remote, NAME)) {
            var sleep = start(remote, "sleep", "60");
            await().atMost(Duration.ofSeconds(20)).until(() -> state(sleep).equals("running"));
            container.run("stop", "-f");

            var exit = exitOf(sleep);
            assertThat(exit.path("exitCode").asInt(-1)).isEqualTo(137);
            assertThat(exit.path("reason").asString()).isEqualTo("instance-stopped");
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void u11TheRequestWinsOverTheProfile(String remote) {
        var lab = Lab.get();
        var profile = lab.named(remote, NAME);
        var instance = lab.named(remote, NAME);
        lab.client(remote, "profile", "delete", profile);
        try (var _ = Container.launch(remote, NAME)) {
            lab.client(remote, "profile", "create", profile).orFail();
            lab.client(remote, "profile", "set", profile, "environment.BEST_BAND=clash")
                    .orFail();
            assertThat(bestBand(remote, Map.of())).isEmpty();
            assertThat(bestBand(remote, Map.of("BEST_BAND", "meshuggah"))).isEqualTo("meshuggah");
            lab.client(remote, "profile", "add", instance, NAME).orFail();
            assertThat(bestBand(remote, Map.of())).isEqualTo("clash");
            assertThat(bestBand(remote, Map.of("BEST_BAND", "meshuggah"))).isEqualTo("meshuggah");
            lab.client(remote, "profile", "remove", instance, NAME).orFail();
            assertThat(bestBand(remote, Map.of())).isEmpty();
        } finally {
            lab.client(remote, "profile", "delete", profile).orFail();
        }
    }

    private String bestBand(String remote, Map<String, String> environment) {
        var command = Map.of("command", List.of("sh", "-c", "printf %s \"$BEST_BAND\""), "environment", environment);
        return ok(remote, "", command).path("stdout").asString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lxd", "incus"})
    void u16InAnotherProject(String remote) {
        var lab = Lab.get();
        lab.client(remote, "project", "delete", NAME);
        lab.client(remote, "project", "create", NAME, "-c", "features.images=false", "-c", "features.profiles=false")
                .orFail();
        try {
            lab.client(remote, "launch", "busybox", NAME, "--project", NAME).orFail();
            var result = ok(remote, "&project=" + NAME, Map.of("command", List.of("cat"), "stdin", "abc\n"));
            assertThat(result.path("stdout").asString()).isEqualTo("abc\n");
            var elsewhere = api().post(path("exec", remote, ""), Map.of("command", List.of("true")));
            assertThat(elsewhere.code()).isEqualTo("instance-not-found");
        } finally {
            lab.client(remote, "delete", "-f", NAME, "--project", NAME);
            lab.client(remote, "project", "delete", NAME).orFail();
        }
    }

    private static String path(String what, String remote, String more) {
        return "/api/v1/instances/%s/%s?remote=%s%s".formatted(NAME, what, remote, more);
    }

    private JsonNode exec(String remote, String... command) {
        return ok(remote, "", Map.of("command", List.of(command)));
    }

    private JsonNode ok(String remote, String more, Map<String, ?> body) {
        var answer = api().post(path("exec", remote, more), body);
        assertThat(answer).matches(ok -> ok.status() == 200);
        return answer.json();
    }

    private String start(String remote, String... command) {
        var started =
                api().post(path("sessions", remote, ""), Map.of("command", List.of(command), "interactive", false));
        assertThat(started).matches(created -> created.status() == 201);
        return started.json().path("id").asString();
    }

    private String state(String id) {
        return api().get("/api/v1/sessions/" + id).json().path("state").asString();
    }

    private JsonNode exitOf(String id) {
        var answer = api().get("/api/v1/sessions/" + id + "/wait?timeout=30s");
        assertThat(answer).matches(ended -> ended.status() == 200);
        return answer.json();
    }
}
