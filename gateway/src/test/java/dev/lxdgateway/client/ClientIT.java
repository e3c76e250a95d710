package dev.lxdgateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java client against the gateway, on every server of the lab: exec as JSON, sessions, attachments. */
class ClientIT extends WithGateway {

    private static final TerminalSize SIZE = new TerminalSize(100, 30);

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

    private Session start(String remote, String script) {
        return demo(remote).start(SessionRequest.pipes(Command.shell(script)));
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void runsACommand(String remote) {
        var result = demo(remote)
                .exec(ExecRequest.of(Command.shell("cat; echo \"$N $(pwd)\" >&2; exit 7")
                                .withEnvironment("N", "V")
                                .withCwd("/tmp"))
                        .withStdin("in"));

        assertThat(result.exit().exitCode()).isEqualTo(7);
        assertThat(result.exit().reason()).isEqualTo(ExitReason.EXITED);
        assertThat(result.exit().tail()).isEqualTo(Tail.COMPLETE);
        assertThat(result.stdoutText()).isEqualTo("in");
        assertThat(result.stderrText()).isEqualTo("V /tmp\n");
        assertThat(gateway.session(result.sessionId()).info().state()).isEqualTo(SessionState.ENDED);
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void givesBytesAsTheyAre(String remote) {
        var input = new byte[100_000];
        new Random(3).nextBytes(input);
        var result = demo(remote).exec(ExecRequest.of(Command.of("cat")).withStdin(input));

        assertThat(result.stdout()).isEqualTo(input);
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void boundsTimeAndOutput(String remote) {
        var late = demo(remote).exec(ExecRequest.of(Command.of("sleep", "100")).withTimeout(Duration.ofMillis(500)));
        var much = demo(remote)
                .exec(ExecRequest.of(Command.of("head", "-c", "100000", "/dev/zero"))
                        .withMaxOutput(10));

        assertThat(late.exit().reason()).isEqualTo(ExitReason.KILLED_BY_TIMEOUT);
        assertThat(much.isTruncated()).isTrue();
        assertThat(much.stdout()).hasSize(10);
        assertThat(much.exit().bytes(StdStream.STDOUT)).isEqualTo(100_000);
    }

    @Test
    void tellsRefusals() {
        var nowhere = gateway.instance("no such");
        var noRemote = demo("nosuch");
        var noSession = gateway.session("nosuch");

        assertThatThrownBy(() -> nowhere.exec("true")).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(404);
            assertThat(problem.code()).isEqualTo("instance-not-found");
        });
        assertThatThrownBy(() -> noRemote.exec("true")).hasMessageStartingWith("404 remote-not-found: ");
        assertThatThrownBy(noSession::info).hasMessageStartingWith("404 session-not-found: ");
        assertThatThrownBy(noSession::attach).hasMessageStartingWith("404 session-not-found: ");
        try (var stranger = GatewayClient.connect(api().base(), "wrong")) {
            var session = stranger.session("any");
            assertThatThrownBy(session::info).hasMessageStartingWith("401 unauthorized: ");
            assertThatThrownBy(session::attach).hasMessageStartingWith("401 unauthorized: ");
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void takesTheCommandWithItWhenACallIsInterrupted(String remote) throws Exception {
        var seconds = "7%06d".formatted(new Random().nextInt(1_000_000));
        var caller = Thread.ofVirtual().start(() -> {
            try {
                demo(remote).exec("sleep", seconds);
            } catch (ConnectionLostException _) {
                // as asked for
            }
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> states(seconds).contains(SessionState.RUNNING));
        caller.interrupt();

        assertThat(caller.join(Duration.ofSeconds(5))).isTrue();
        await().atMost(Duration.ofSeconds(20)).until(() -> states(seconds).contains(SessionState.ENDED));
        assertThat(demo(remote).exec("pgrep", "-f", "^sleep " + seconds).stdoutText())
                .isEmpty();
    }

    private List<SessionState> states(String argument) {
        return gateway.sessions().stream()
                .filter(session -> session.command().contains(argument))
                .map(SessionInfo::state)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void startsASessionAndWaitsForIt(String remote) {
        var session = start(remote, "sleep 1; echo out; exit 3");

        assertThat(session.await(Duration.ofMillis(50))).isEmpty();
        assertThat(session.info().exit()).isNull();
        assertThat(session.await().exitCode()).isEqualTo(3);
        assertThat(session.info().exit()).isEqualTo(session.await());
        assertThat(gateway.sessions()).extracting(SessionInfo::id).contains(session.id());
        assertThatThrownBy(() -> session.signal("TERM")).hasMessageStartingWith("409 session-ended: ");
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void signalsAndEndsSessions(String remote) {
        var signalled = demo(remote).start(SessionRequest.pipes(Command.of("sleep", "100")));
        var ended = demo(remote).start(SessionRequest.terminal(Command.of("sleep", "100"), SIZE));
        signalled.signal("SIGKILL");
        ended.resize(new TerminalSize(90, 20));
        assertThat(ended.info().terminal()).isEqualTo(new TerminalSize(90, 20));
        ended.end();

        assertThat(signalled.await().signal()).isEqualTo("KILL");
        assertThat(ended.await().reason()).isEqualTo(ExitReason.HUNG_UP);
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void takesPartInATerminal(String remote) throws Exception {
        var session = demo(remote).start(SessionRequest.terminal(Command.of("sh"), SIZE));
        var output = new ByteArrayOutputStream();
        try (var terminal = session.attach()) {
            terminal.write("stty size; exit 5\n");
            var exit = terminal.transferTo(output, OutputStream.nullOutputStream());

            assertThat(terminal.session().terminal()).isEqualTo(SIZE);
            assertThat(exit.exitCode()).isEqualTo(5);
            assertThat(exit.bytes(StdStream.STDOUT)).isEqualTo(output.size());
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void feedsPipesAndEndsTheirInput(String remote) throws Exception {
        var input = new byte[3_000_000];
        new Random(4).nextBytes(input);
        var stdout = new ByteArrayOutputStream();
        var stderr = new ByteArrayOutputStream();
        try (var pipes = start(remote, "cat; echo err >&2; exit 4").attach()) {
            Thread.ofVirtual().start(() -> {
                pipes.write(input);
                pipes.endInput();
            });
            assertThat(pipes.transferTo(stdout, stderr).exitCode()).isEqualTo(4);
        }

        assertThat(stdout.toByteArray()).isEqualTo(input);
        assertThat(stderr).hasToString("err\n");
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void streamsAFloodWhole(String remote) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        try (var pipes = start(remote, "head -c 100000000 /dev/zero").attach()) {
            long bytes = 0;
            for (var event : pipes) {
                if (event instanceof ExecEvent.Output output) {
                    bytes += output.bytes().length;
                    digest.update(output.bytes());
                }
            }
            var exit = pipes.awaitExit();

            assertThat(bytes).isEqualTo(100_000_000);
            assertThat(exit.sums())
                    .containsEntry(
                            StdStream.STDOUT,
                            new StreamSum(bytes, HexFormat.of().formatHex(digest.digest())));
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void slowsAFloodDownForAReaderThatTakesItsTime(String remote) {
        var session = start(remote, "head -c 30000000 /dev/zero");
        try (var pipes = session.attach()) {
            assertThat(pipes.poll(Duration.ofSeconds(10))).isPresent();
            // the gateway's window, what it lets wait, and what the server has on its way
            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> session.info().outputEnd() < 15_000_000);
            assertThat(session.info().exit()).isNull();

            var exit = pipes.awaitExit();
            assertThat(exit.bytes(StdStream.STDOUT)).isEqualTo(30_000_000);
            assertThat(exit.tail()).isEqualTo(Tail.COMPLETE);
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void interruptsAFlood(String remote) {
        var session = demo(remote).start(SessionRequest.terminal(Command.of("sh"), SIZE));
        try (var terminal = session.attach()) {
            terminal.write("yes\n");
            read(terminal, 1_000_000);
            terminal.write("\u0003");
            terminal.write("exit 9\n");

            assertThat(terminal.awaitExit().exitCode()).isEqualTo(9);
        }
    }

    private static void read(Attachment attachment, long most) {
        long bytes = 0;
        for (var event : attachment) {
            bytes += event instanceof ExecEvent.Output output ? output.bytes().length : 0;
            if (bytes >= most) {
                return;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void leavesASessionAndComesBack(String remote) {
        var session = start(remote, "seq 1 1000; read x; seq 1001 2000; exit 7");
        var text = new StringBuilder();
        try (var first = session.attach()) {
            while (text.indexOf("\n1000\n") < 0) {
                first.poll(Duration.ofSeconds(10)).ifPresent(event -> append(text, event));
            }
        }
        try (var watcher = session.attach(AttachRequest.observer().since(text.length()), event -> append(text, event));
                var writer = session.attach(AttachRequest.writer().withTicket(session.ticket(Mode.WRITER)))) {
            writer.write("\n");

            assertThat(watcher.awaitExit().exitCode()).isEqualTo(7);
            assertThat(writer.awaitExit().exitCode()).isEqualTo(7);
        }
        assertThat(text.toString().lines()).hasSize(2000).endsWith("1999", "2000");
    }

    private static void append(StringBuilder text, AttachmentEvent event) {
        if (event instanceof ExecEvent.Output output) {
            text.append(output.text());
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void leavesNothingOfWhatIsClosedInTheMiddle(String remote) {
        var session = demo(remote).start(SessionRequest.terminal(Command.of("yes"), SIZE));
        try (var terminal = session.attach()) {
            read(terminal, 100_000);
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> api().get("/api/v1/sessions/" + session.id())
                                .json()
                                .path("attachments")
                                .path("writers")
                                .asInt()
                        == 0);
        session.end();

        assertThat(session.await().reason()).isEqualTo(ExitReason.HUNG_UP);
        assertThat(demo(remote).exec("pgrep", "-x", "yes").stdoutText()).isEmpty();
    }

    @Test
    void listsInstances() {
        for (var remote : Lab.get().remotes()) {
            assertThat(gateway.instances(remote)).anySatisfy(instance -> {
                assertThat(instance.name()).isEqualTo("demo");
                assertThat(instance.remote()).isEqualTo(remote);
                assertThat(instance.type()).isEqualTo("container");
            });
        }
        assertThat(gateway.instances()).isNotEmpty();
    }
}
