package dev.lxdgateway.lxd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.lxd.FaultCase.Expected;
import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.OwnGateway;
import dev.lxdgateway.support.stub.LxdStub;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A gateway with short times in front of a stub, which runs execs and looks for what they leave behind. */
final class FaultGateway implements AutoCloseable {

    /** The threads that belong to single execs. */
    static final Set<String> THREADS = Set.of(
            "lxd-operation", "lxd-events", "hang-up", "session-end", "exec-input", "attachment", "terminal-input");

    private final Path directory;
    private final LxdStub stub;
    private final OwnGateway gateway;
    private int instances;

    /** @param patience how long it waits for an answer, and for all sockets of an exec */
    FaultGateway(Path directory, LxdStub stub, Duration patience, String... properties) {
        this.directory = directory;
        this.stub = stub;
        var arguments = new ArrayList<>(List.of(
                "--gateway.exec.drain.quiet=150ms",
                "--gateway.exec.drain.max=1s",
                "--gateway.exec.hangup.grace=100ms",
                "--gateway.exec.output.directory=" + directory.resolve("spill"),
                "--gateway.session.retention=1s",
                "--gateway.lxd.answer=%dms".formatted(patience.toMillis()),
                "--gateway.lxd.connect=%dms".formatted(patience.toMillis()),
                "--gateway.lxd.events=400ms",
                "--gateway.health.interval=1h",
                "--logging.level.root=warn"));
        arguments.addAll(List.of(properties));
        gateway = OwnGateway.start(arguments.toArray(String[]::new));
    }

    Api api() {
        return gateway.api();
    }

    LxdClient lxd() {
        return (LxdClient) gateway.context().getBean(Remotes.class).get(null);
    }

    /** Runs an exec of the stub and gives what a client sees. */
    Expected run(boolean interactive) {
        // what is in doubt of an instance for some seconds must not trouble the next case
        instances++;
        long start = System.nanoTime();
        var seen = interactive ? terminal() : pipes();
        return seen.within(Duration.ofNanos(System.nanoTime() - start));
    }

    private Expected pipes() {
        var answer = api().post(
                        "/api/v1/instances/demo%d/exec".formatted(instances),
                        Map.of("command", List.of("it"), "stdin", "input"));
        return answer.status() == 200
                ? exit(answer.json(), answer.json().path("stdout").asString())
                : problem(answer);
    }

    /** A terminal tells a failed start by its exit. */
    private static Expected problem(Api.Answer answer) {
        return answer.code().equals("start-failed") ? Expected.startFailed() : Expected.problem(answer.code());
    }

    private Expected terminal() {
        var answer =
                api().post("/api/v1/instances/demo%d/sessions".formatted(instances), Map.of("command", List.of("it")));
        if (answer.status() != 201) {
            return problem(answer);
        }
        try (var socket = api().attach(answer.json().path("id").asString(), "")) {
            return exit(socket.awaitExit(), socket.output());
        }
    }

    private static Expected exit(JsonNode exit, String output) {
        var code = exit.path("exitCode");
        return Expected.exit(
                code.isNull() ? null : code.asInt(),
                exit.path("reason").asString(),
                exit.path("tail").asString(),
                output);
    }

    /** Waits until nothing is left of any exec. */
    void awaitNothingLeft() {
        var registry = gateway.context().getBean(MeterRegistry.class);
        await().atMost(Duration.ofSeconds(4))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> {
                    assertThat(stub.busy())
                            .as("open sockets and unanswered requests")
                            .isZero();
                    assertThat(stub.running()).as("running operations").isZero();
                    assertThat(lxd().watching()).as("watched operations").isZero();
                    assertThat(registry.get("gateway.sessions.active").gauge().value())
                            .isZero();
                });
        var spill = directory.resolve("spill");
        assertThat(
                        Files.exists(spill)
                                ? List.of(Objects.requireNonNull(spill.toFile().list()))
                                : List.of())
                .as("temporary files")
                .isEmpty();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
