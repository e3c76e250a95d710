package dev.lxdgateway.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Container;
import dev.lxdgateway.support.ExecSocket;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of execs whose instance is stopped, restarted, frozen or deleted under them. */
final class InstanceLifeIT extends WithGateway {

    private static final String NAME = "instance-life-it";

    private static final List<String> ENDS = List.of("stop", "stop -f", "restart", "restart -f", "delete -f");

    static Stream<Arguments> ends() {
        return Lab.get().remotes().stream().flatMap(remote -> ENDS.stream().map(verb -> Arguments.of(remote, verb)));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void endsWithTheInstance(String remote, String verb) {
        try (var container = Container.launch(remote, NAME);
                var work = Work.begin(api(), remote, NAME)) {
            container.run(verb.split(" "));

            work.assertEnded("instance-stopped");
            assertThat(work.codes()).allMatch(code -> code >= 128, "the codes of killed processes");
            Work.assertNothingLeft(management());
            Work.assertNoOperation(remote, NAME);
            assertNext(remote, verb);
        }
    }

    private void assertNext(String remote, String verb) {
        if (verb.startsWith("restart")) {
            Work.assertExecWorks(api(), remote, NAME);
            return;
        }
        var answer = api().post(
                        "/api/v1/instances/%s/exec?remote=%s".formatted(NAME, remote),
                        Map.of("command", List.of("true")));
        var gone = verb.startsWith("delete");
        assertThat(answer.status()).isEqualTo(gone ? 404 : 400);
        assertThat(answer.code()).isEqualTo(gone ? "instance-not-found" : "instance-not-running");
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void livesThroughAFreeze(String remote) {
        try (var container = Container.launch(remote, NAME);
                var terminal = terminal(remote)) {
            terminal.type("echo one-$((1+1))\n");
            terminal.awaitOutput("one-2");
            container.pause();
            terminal.type("echo two-$((1+1))\n");
            container.resume();
            terminal.awaitOutput("two-2");
            terminal.type("exit 5\n");

            assertThat(terminal.awaitExit().path("exitCode").asInt()).isEqualTo(5);
            Work.assertNothingLeft(management());
        }
    }

    private ExecSocket terminal(String remote) {
        var started = api().post(
                        "/api/v1/instances/%s/sessions?remote=%s".formatted(NAME, remote),
                        Map.of("command", List.of("sh")));
        return api().attach(started.json().path("id").asString(), "");
    }
}
