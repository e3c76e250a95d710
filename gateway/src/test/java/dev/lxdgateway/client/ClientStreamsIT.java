package dev.lxdgateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.WithGateway;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java client's events, pipes, kept output, input by HTTP and idempotency keys, on every server of the lab. */
class ClientStreamsIT extends WithGateway {

    private GatewayClient gateway;

    @BeforeEach
    void connect() {
        gateway = GatewayClient.connect(api().base(), TOKEN);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private Instance demo(String remote) {
        return gateway.instance("demo").onRemote(remote);
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void tellsEventsWhileTheyCome(String remote) {
        var request = ExecRequest.of(Command.shell("echo out; echo err >&2; cat; exit 7"))
                .withStdin("in");
        try (var events = demo(remote).events(request)) {
            var stdout = new StringBuilder();
            var stderr = new StringBuilder();
            for (var event : events) {
                switch (event) {
                    case ExecEvent.Output output ->
                        (output.stream() == StdStream.STDOUT ? stdout : stderr).append(output.text());
                    case ExecEvent.Exited(var exit) ->
                        assertThat(exit.exitCode()).isEqualTo(7);
                }
            }

            assertThat(stdout).hasToString("out\nin");
            assertThat(stderr).hasToString("err\n");
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void takesTheCommandWithItWhenEventsAreClosed(String remote) {
        var seconds = "8%06d".formatted(new Random().nextInt(1_000_000));
        try (var events = demo(remote).events(ExecRequest.of(Command.shell("echo on; exec sleep " + seconds)))) {
            assertThat(events.iterator().next()).hasToString("3 bytes of stdout");
        }
        awaitEnd(seconds);
    }

    private void awaitEnd(String argument) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gateway.sessions().stream()
                        .filter(session -> session.command().stream().anyMatch(word -> word.contains(argument)))
                        .allMatch(session -> session.state() == SessionState.ENDED));
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void streamsAFloodOfEventsWhole(String remote) {
        try (var events = demo(remote).events(ExecRequest.of(Command.of("head", "-c", "50000000", "/dev/zero")))) {
            assertThat(events.awaitExit().bytes(StdStream.STDOUT)).isEqualTo(50_000_000);
        }
    }

    /** As what is read over a slow disk or network. */
    private static InputStream inDrips(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
                return super.read(into, offset, Math.min(length, bytes.length / 100));
            }
        };
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void keepsEveryByteOfAnUploadThatTakesItsTime(String remote) throws IOException {
        var input = new byte[3_000_000];
        new Random(6).nextBytes(input);
        try (var pipes = demo(remote).pipe(PipeRequest.of(Command.of("cat")))) {
            Thread.ofVirtual().start(() -> pipes.feed(inDrips(input)));

            assertThat(pipes.stdout().readAllBytes()).isEqualTo(input);
            assertThat(pipes.exit().exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void pipesBothWays(String remote) throws Exception {
        var input = new byte[20_000_000];
        new Random(5).nextBytes(input);
        var request = PipeRequest.of(Command.shell("cat; echo err >&2; exit 6"));
        try (var pipes = demo(remote).pipe(request)) {
            Thread.ofVirtual().start(() -> pipes.feed(new ByteArrayInputStream(input)));

            assertThat(pipes.stdout().readAllBytes()).isEqualTo(input);
            assertThat(pipes.exit().exitCode()).isEqualTo(6);
            assertThat(gateway.session(pipes.sessionId()).info().state()).isEqualTo(SessionState.ENDED);
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void mergesStderr(String remote) throws Exception {
        var request = PipeRequest.of(Command.shell("echo out; echo err >&2")).withStderrMerged();
        try (var pipes = demo(remote).pipe(request)) {
            pipes.endInput();

            assertThat(new String(pipes.stdout().readAllBytes(), StandardCharsets.UTF_8).lines())
                    .containsExactlyInAnyOrder("out", "err");
            assertThat(pipes.exit().isSuccess()).isTrue();
        }
    }

    /** As {@code yes | true}. */
    @ParameterizedTest
    @MethodSource("labRemotes")
    void endsThoughItsInputDoesNot(String remote) {
        try (var pipes = demo(remote).pipe(PipeRequest.of(Command.of("head", "-c", "3")))) {
            var writer = Thread.ofVirtual().start(() -> pipes.feed(new ByteArrayInputStream(new byte[50_000_000])));

            assertThat(pipes.exit().bytes(StdStream.STDOUT)).isEqualTo(3);
            await().atMost(Duration.ofSeconds(10)).until(() -> !writer.isAlive());
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void takesTheCommandWithItWhenPipesAreClosed(String remote) throws IOException {
        var seconds = "9%06d".formatted(new Random().nextInt(1_000_000));
        try (var pipes = demo(remote).pipe(PipeRequest.of(Command.shell("echo on; exec sleep " + seconds)))) {
            assertThat(pipes.stdout().read()).isEqualTo('o');
        }
        awaitEnd(seconds);
    }

    @Test
    void tellsRefusals() {
        try (var pipes = gateway.instance("nosuch").pipe(PipeRequest.of(Command.of("true")))) {
            pipes.endInput();
            assertThatThrownBy(pipes::exit).hasMessageStartingWith("404 instance-not-found: ");
        }
        var request = ExecRequest.of(Command.of("true"));
        var nowhere = gateway.instance("nosuch");
        assertThatThrownBy(() -> nowhere.events(request)).hasMessageStartingWith("404 instance-not-found: ");
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void readsTheOutputOfASessionWhileItRunsAndAfter(String remote) throws IOException {
        var session = demo(remote).start(SessionRequest.pipes(Command.shell("seq 1 1000; sleep 1; seq 1001 2000")));
        for (int time = 0; time < 2; time++) {
            try (var log = session.output(StdStream.STDOUT, 0)) {
                assertThat(new String(log.readAllBytes(), StandardCharsets.UTF_8).lines())
                        .hasSize(2000)
                        .endsWith("1999", "2000");
            }
        }
        assertThat(session.output(StdStream.STDOUT, 2, 4, Duration.ZERO).bytes())
                .asString()
                .isEqualTo("2\n3\n");
        assertThatThrownBy(() -> session.output(StdStream.STDOUT, 1_000_000, 4, Duration.ZERO))
                .hasMessageStartingWith("416 ");
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void sendsInputWithoutAnAttachment(String remote) {
        var session = demo(remote).start(SessionRequest.pipes(Command.shell("cat; exit 3")));
        session.input(new byte[100_000]);
        session.input(new byte[100_000]);
        session.endInput();

        assertThat(session.await().exitCode()).isEqualTo(3);
        assertThat(session.await().bytes(StdStream.STDOUT)).isEqualTo(200_000);
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void runsOnceForAKey(String remote) {
        var request = ExecRequest.of(Command.shell("date +%s%N"))
                .withIdempotencyKey(UUID.randomUUID().toString());
        var start = SessionRequest.pipes(Command.of("true"))
                .withIdempotencyKey(UUID.randomUUID().toString());

        assertThat(demo(remote).exec(request).stdoutText())
                .isEqualTo(demo(remote).exec(request).stdoutText());
        assertThat(demo(remote).start(start).id())
                .isEqualTo(demo(remote).start(start).id());
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void slowsACommandDownForAReaderThatTakesItsTime(String remote) throws IOException {
        try (var pipes = demo(remote).pipe(PipeRequest.of(Command.of("head", "-c", "100000000", "/dev/zero")))) {
            assertThat(pipes.stdout().read()).isZero();
            var session = gateway.session(pipes.sessionId());
            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> session.info().outputEnd() < 50_000_000);

            pipes.stdout().transferTo(OutputStream.nullOutputStream());
            assertThat(pipes.exit().bytes(StdStream.STDOUT)).isEqualTo(100_000_000);
        }
    }
}
