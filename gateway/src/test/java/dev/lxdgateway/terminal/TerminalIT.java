package dev.lxdgateway.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.ExecSocket;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sub-protocol exec.v1 on every server of the lab. */
class TerminalIT extends WithGateway {

    private String anyRemote() {
        return Lab.get().remotes().getFirst();
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void typesIntoAShellAndTellsItsExit(String remote) {
        try (var terminal = api().terminal(remote, "sh")) {
            var attached = terminal.awaitFrame("attached");
            terminal.type("echo $((6*7)); stty size\n");
            terminal.awaitOutput("42\r\n24 80\r\n");
            terminal.type("exit 3\n");
            var exit = terminal.awaitFrame("exit");

            assertThat(attached.path("mode").asString()).isEqualTo("writer");
            assertThat(attached.path("offset").asLong()).isZero();
            assertThat(attached.path("cols").asInt()).isEqualTo(80);
            assertThat(attached.path("session").path("instance").asString()).isEqualTo("demo");
            assertThat(exit.path("exitCode").asInt()).isEqualTo(3);
            assertThat(exit.path("reason").asString()).isEqualTo("exited");
            assertThat(exit.path("tail").asString()).isEqualTo(losesTails(remote) ? "unverified" : "complete");
            assertThat(exit.path("bytes").path("stdout").asLong()).isEqualTo(terminal.received());
            assertThat(exit.path("sha256").path("stdout").asString()).isEqualTo(terminal.sha256OfOutput());
            assertThat(terminal.awaitClose()).isEqualTo(1000);
            assertThat(terminal.frames().getLast()).isEqualTo(exit);
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void keepsTheStreamsOfPipesApart(String remote) {
        try (var pipes = api().pipes(remote, "sh", "-c", "cat; echo err >&2; exit 4")) {
            pipes.type("in");
            pipes.send(Map.of("type", "eof"));
            var exit = pipes.awaitExit();

            assertThat(pipes.output()).isEqualTo("in");
            assertThat(pipes.errors()).isEqualTo("err\n");
            assertThat(exit.path("exitCode").asInt()).isEqualTo(4);
            assertThat(exit.path("tail").asString()).isEqualTo("complete");
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void passesTheEndOfATerminalsInput(String remote) {
        try (var terminal = api().terminal(remote, "cat")) {
            terminal.send(Map.of("type", "eof"));

            assertThat(terminal.awaitExit().path("exitCode").asInt()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void resizesTheTerminalAndTellsTheOthers(String remote) {
        var id = api().session(remote, Map.of("command", List.of("sh"), "cols", 120, "rows", 40));
        try (var author = api().attach(id, "");
                var other = api().attach(id, "?mode=observer")) {
            author.type("stty size\n");
            author.awaitOutput("40 120");
            other.awaitFrame("attached");
            author.send(Map.of("type", "resize", "cols", 100, "rows", 30));
            author.send(Map.of("type", "resize", "cols", 100, "rows", 30));
            author.type("stty size\n");
            author.awaitOutput("30 100");

            var told = other.awaitFrame("size");
            assertThat(told.path("cols").asInt()).isEqualTo(100);
            assertThat(told.path("rows").asInt()).isEqualTo(30);
            assertThat(author.frames())
                    .noneMatch(frame -> frame.path("type").asString().equals("size"));
            author.type("exit\n");
            author.awaitExit();
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void deliversSignals(String remote) {
        try (var terminal = api().terminal(remote, "sleep", "100")) {
            terminal.awaitFrame("attached");
            terminal.send(Map.of("type", "signal", "signal", "KILL"));

            var exit = terminal.awaitExit();
            assertThat(exit.path("exitCode").asInt()).isEqualTo(137);
            assertThat(exit.path("signal").asString()).isEqualTo("KILL");
            assertThat(exit.path("reason").asString()).isEqualTo("signal");
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void interruptsTheForegroundByControlC(String remote) {
        try (var terminal = api().terminal(remote, "sh")) {
            terminal.type("sleep 100\n");
            terminal.awaitOutput("sleep 100");
            terminal.type("\u0003");
            terminal.type("echo code=$?\n");
            terminal.awaitOutput("code=130");
            terminal.type("exit\n");
            terminal.awaitExit();
        }
    }

    /** Both of Debian's LXDs do, for every client. */
    private static boolean losesTails(String remote) {
        return !remote.equals("incus");
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void endsTheSessionDespiteABackgroundTask(String remote) {
        try (var terminal = api().terminal(remote, "sh")) {
            terminal.type("yes >/dev/null &\n");
            terminal.type("exit 8\n");
            long typed = System.nanoTime();
            var exit = terminal.awaitExit();

            assertThat(Duration.ofNanos(System.nanoTime() - typed)).isLessThan(Duration.ofSeconds(2));
            assertThat(exit.path("exitCode").asInt()).isEqualTo(8);
        } finally {
            api().exec(remote, "killall", "yes");
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void goesOnWhereAClientLeftOff(String remote) {
        var id = api().session(remote, Map.of("command", List.of("sh", "-c", "seq 1 5000; read x; seq 5001 9000")));
        long had;
        try (var first = api().attach(id, "")) {
            first.awaitOutput("5000\r\n");
            had = first.received();
        }
        try (var second = api().attach(id, "?since=" + (had - 6))) {
            assertThat(second.awaitFrame("attached").path("offset").asLong()).isEqualTo(had - 6);
            second.awaitOutput("5000\r\n");
            second.type("\n");
            second.awaitExit();

            assertThat(second.output()).startsWith("5000\r\n");
        }
        try (var late = api().attach(id, "")) {
            var exit = late.awaitExit();
            assertThat(exit.path("exitCode").asInt()).isZero();
            assertThat(exit.path("sha256").path("stdout").asString()).isEqualTo(late.sha256OfOutput());
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void marksWhatIsNoLongerKept(String remote) {
        var id = api().session(
                        remote,
                        Map.of(
                                "command",
                                List.of("sh", "-c", "head -c 4000000 /dev/zero; read x"),
                                "interactive",
                                false));
        try (var first = api().attach(id, "")) {
            await().atMost(Duration.ofSeconds(20)).until(() -> first.received() == 4_000_000);
            try (var second = api().attach(id, "?since=0")) {
                var gap = second.awaitFrame("gap");
                long from = gap.path("from").asLong();
                long to = gap.path("to").asLong();
                await().atMost(Duration.ofSeconds(20)).until(() -> second.received() == 4_000_000 - to);

                assertThat(from).isZero();
                assertThat(4_000_000 - to).isBetween(1_000_000L, 1_200_000L);
            }
            first.send(Map.of("type", "eof"));
            first.awaitExit();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "[]",
                "{\"type\":\"nosuch\"}",
                "{}",
                "{\"type\":\"ack\"}",
                "{\"type\":\"ack\",\"bytes\":-1}",
                "{\"type\":\"ack\",\"bytes\":999999999999}",
                "{\"type\":\"resize\",\"cols\":\"80\",\"rows\":24}",
                "{\"type\":\"signal\",\"signal\":\"NOSUCH\"}",
                "{\"type\":\"signal\",\"signal\":0}"
            })
    void refusesABadFrameAndKeepsTheSession(String frame) {
        var id = api().session(anyRemote(), Map.of("command", List.of("sh")));
        try (var bad = api().attach(id, "")) {
            bad.sendText(frame);

            assertThat(bad.awaitFrame("error").path("code").asString()).isEqualTo("invalid-request");
            assertThat(bad.awaitClose()).isEqualTo(4400);
        }
        try (var good = api().attach(id, "")) {
            good.type("exit 2\n");
            assertThat(good.awaitExit().path("exitCode").asInt()).isEqualTo(2);
        }
    }

    @Test
    void refusesToAttachToNothing() {
        try (var socket = api().attach("nosuch", "")) {
            assertThat(socket.awaitFrame("error").path("code").asString()).isEqualTo("session-not-found");
            assertThat(socket.awaitClose()).isEqualTo(4404);
        }
    }

    @Test
    void refusesAnOffsetOfTheFuture() {
        var id = api().session(anyRemote(), Map.of("command", List.of("sh")));
        try (ExecSocket socket = api().attach(id, "?since=999999999")) {
            assertThat(socket.awaitFrame("error").path("detail").asString()).contains("since=999999999");
            assertThat(socket.awaitClose()).isEqualTo(4400);
        }
        api().delete("/api/v1/sessions/" + id);
    }

    @Test
    void answersNothingBeforeItHasGreeted() {
        var remote = labRemotes().iterator().next();
        var session = api().session(remote, Map.of("command", List.of("cat")));
        for (int i = 0; i < 20; i++) {
            try (var terminal = api().attach(session, "")) {
                terminal.send(Map.of("type", "ping", "id", i));
                terminal.awaitFrame("pong");
                assertThat(terminal.frames().getFirst().path("type").asString()).isEqualTo("attached");
            }
        }
        api().delete("/api/v1/sessions/" + session);
    }

    @Test
    void answersPings() {
        try (var terminal = api().terminal(anyRemote(), "sh")) {
            terminal.send(Map.of("type", "ping", "id", 17));
            assertThat(terminal.awaitFrame("pong").path("id").asInt()).isEqualTo(17);
            terminal.type("exit\n");
            terminal.awaitExit();
        }
    }

    @Test
    void tellsWhoIsAttached() {
        var id = api().session(anyRemote(), Map.of("command", List.of("sh")));
        try (var writer = api().attach(id, "")) {
            writer.awaitFrame("attached");
            try (var observer = api().attach(id, "?mode=observer")) {
                observer.awaitFrame("attached");
                assertThat(writer.awaitFrame("attachments").path("observers").asInt())
                        .isEqualTo(1);
            }
            writer.type("exit\n");
            writer.awaitExit();
        }
    }
}
