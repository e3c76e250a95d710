package dev.lxdgateway.api;

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
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Commands that leave a task behind which holds their output. LXD 5.0.2 holds their codes back, and its log tells them
 * without the operations' names: a code that is told must be the command's own. Another client's exec casts doubt on those
 * of the next seconds in its instance, so each test has its own.
 */
final class BackgroundHoldersIT extends WithGateway {

    private static final int AT_A_TIME = 16;
    private static final String NAME = "holders-it";

    private record Ended(int own, JsonNode result) {

        boolean isUntold() {
            return result.path("exitCode").isNull();
        }

        boolean isWrong() {
            return (!isUntold() && result.path("exitCode").asInt(-1) != own)
                    || !result.path("stdout").asString().equals(own + "\n");
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void answersSoonWithTheOutputAndTheCode(String remote) {
        try (var _ = Container.launch(remote, NAME)) {
            var result = exec(remote, "sleep 30 & echo done; exit 9");

            assertThat(result.path("stdout").asString()).isEqualTo("done\n");
            assertThat(result.path("reason").asString()).isEqualTo("exited");
            assertThat(result.path("exitCode").asInt(-1)).isEqualTo(9);
            assertThat(result.path("durationMs").asLong()).isLessThan(2_000);
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void givesEachOfManyItsOwnCode(String remote) throws Exception {
        try (var _ = Container.launch(remote, NAME)) {
            var ends = runs(remote, 200, 3);

            assertThat(ends).noneMatch(Ended::isWrong);
            assertThat(ends.stream().filter(Ended::isUntold)).hasSizeLessThan(4);
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void givesNoneTheCodeOfAnotherClientsCommand(String remote) throws Exception {
        var lab = Lab.get();
        var done = new AtomicBoolean();
        try (var _ = Container.launch(remote, NAME);
                var foreign = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = foreign.submit(() -> {
                while (!done.get()) {
                    lab.client(remote, "exec", lab.named(remote, NAME), "--", "sh", "-c", "exit 250");
                }
            });
            var ends = runs(remote, 48, 3);
            done.set(true);
            clients.get();

            assertThat(ends).noneMatch(Ended::isWrong);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(ends).allMatch(this::isCompleted));
        }
    }

    private JsonNode exec(String remote, String script) {
        return api().exec(remote, NAME, Map.of("command", List.of("sh", "-c", script)));
    }

    /** Whether the record has the code, now that the task has gone. */
    private boolean isCompleted(Ended end) {
        var id = end.result.path("sessionId").asString();
        var exit = api().get("/api/v1/sessions/" + id).json().path("exit");
        return exit.path("exitCode").asInt(-1) == end.own;
    }

    private List<Ended> runs(String remote, int count, int seconds) throws InterruptedException {
        var runs = new ArrayList<Callable<Ended>>();
        IntStream.range(0, count)
                .forEach(own -> runs.add(() -> {
                    var script = "sleep %d & echo %d; exit %d".formatted(seconds, own, own);
                    return new Ended(own, exec(remote, script));
                }));
        try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            return threads.invokeAll(runs).stream().map(Future::resultNow).toList();
        }
    }
}
