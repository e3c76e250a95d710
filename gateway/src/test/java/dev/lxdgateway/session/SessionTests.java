package dev.lxdgateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.lxd.Capabilities;
import dev.lxdgateway.lxd.ExecRequest;
import dev.lxdgateway.lxd.Outcome;
import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.lxd.TerminalSize;
import dev.lxdgateway.session.Attachment.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life cycle and the flow of a session, with an exec that the test plays. */
class SessionTests {

    private static final Capabilities GOOD = new Capabilities(true, true, true);
    private static final Capabilities OLD = new Capabilities(false, false, false);
    private static final TerminalSize SIZE = new TerminalSize(80, 24);
    private static final Duration STALL = Duration.ofMillis(100);
    private static final Duration QUIET = Duration.ofMillis(150);
    private static final Duration MAX = Duration.ofMillis(600);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final FakeExec exec = new FakeExec();

    @TempDir
    private Path directory = Path.of("unset");

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private Session session(Capabilities server, @Nullable TerminalSize size) {
        return session(server, size, Duration.ofMinutes(1));
    }

    private Session session(Capabilities server, @Nullable TerminalSize size, Duration detachTimeout) {
        var session = unstarted(server, size, detachTimeout);
        session.started();
        return session;
    }

    private Session unstarted(Capabilities server, @Nullable TerminalSize size, Duration detachTimeout) {
        var settings = new SessionSettings(
                new SessionSettings.Flow(256 * 1024, STALL),
                new SessionSettings.Output(100_000, 300_000, 2_000_000, directory),
                new SessionSettings.Drain(QUIET, MAX, 500_000, Duration.ZERO),
                Duration.ofMillis(50),
                detachTimeout,
                Duration.ofHours(1),
                10);
        var context = new SessionContext(settings, server, InstantSource.system(), timer, new SessionObserver() {
            @Override
            public void started(Session session) {}

            @Override
            public void phase(Phase phase, Duration took) {}

            @Override
            public void received(Stream stream, int bytes) {}

            @Override
            public void typed(int bytes) {}

            @Override
            public void ended(Session session, Exit exit) {}
        });
        var request = new SessionRequest(
                "tester", "remote", new ExecRequest("default", "demo", List.of("sh"), Map.of(), 0, 0, null, size));
        var session = new Session("id", request, exec, context);
        exec.listener(session.listener());
        return session;
    }

    private FakeClient attach(Session session, FakeClient client, Mode mode) {
        var _ = session.attach(client, mode, OptionalLong.empty());
        return client;
    }

    private void exit(int code) {
        exec.tells().processExited();
        exec.tells().streamEnded(Stream.STDOUT, true);
        exec.tells().streamEnded(Stream.STDERR, true);
        exec.tells().operationEnded(new Outcome.Exited(code));
    }

    private static Exit end(Session session) {
        try {
            return session.await(Duration.ofSeconds(5)).orElseThrow();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tellsTheExitAfterTheLastOutput() {
        var client = attach(session(GOOD, SIZE), FakeClient.fast(), Mode.WRITER);

        exec.output("hi");
        exec.tells().processExited();
        exec.output(" there");
        exec.tells().operationEnded(new Outcome.Exited(3));
        exec.tells().streamEnded(Stream.STDOUT, true);

        await().until(client::isClosed);
        assertThat(client.frames.getFirst()).isEqualTo("Attached");
        assertThat(client.frames.getLast()).isEqualTo("exit 3 EXITED COMPLETE");
        assertThat(String.join("", client.frames).replace("STDOUT ", "")).contains("hi there");
        assertThat(exec.calls).contains("close");
    }

    @Test
    void isNotOverBeforeEachOfTheThree() {
        var session = session(GOOD, SIZE);

        exec.tells().streamEnded(Stream.STDOUT, true);
        exec.tells().operationEnded(new Outcome.Exited(0));
        assertThat(session.summary().state()).isEqualTo(SessionState.RUNNING);
        exec.tells().processExited();

        assertThat(end(session).exitCode()).isZero();
    }

    @Test
    void givesUpAStreamThatAnOldServerDoesNotEnd() {
        var session = session(OLD, null);

        exec.output("done");
        exec.tells().exitCodeHeard(9);
        exec.tells().processExited();

        var exit = end(session);
        assertThat(exit.exitCode()).isEqualTo(9);
        assertThat(exit.tail()).isEqualTo(Tail.CUT);
        assertThat(exit.detail()).contains("background task");
    }

    @Test
    void completesTheRecordWhenAnOldServerTellsAtLast() {
        var session = session(OLD, null);
        exec.tells().processExited();
        assertThat(end(session).exitCode()).isNull();

        exec.tells().operationEnded(new Outcome.Exited(137));

        var exit = session.summary().exit();
        assertThat(exit).isNotNull();
        assertThat(exit.exitCode()).isEqualTo(137);
        assertThat(exit.signal()).isEqualTo(Signal.KILL);
    }

    @Test
    void waitsForOutputThatStillComesFromAGoodServer() throws Exception {
        var session = session(GOOD, SIZE);
        exec.tells().processExited();

        assertThat(session.await(QUIET.multipliedBy(2))).isEmpty();
        exec.tells().streamEnded(Stream.STDOUT, true);
        exec.tells().operationEnded(new Outcome.Exited(0));
        assertThat(end(session).tail()).isEqualTo(Tail.COMPLETE);
    }

    @Test
    void marksATerminalsTailOfAnOldServer() {
        var session = session(OLD, SIZE);
        exit(0);

        assertThat(end(session).tail()).isEqualTo(Tail.UNVERIFIED);
    }

    @Test
    void neverMakesAnExitCodeUp() {
        var session = session(GOOD, SIZE);
        exec.tells().streamEnded(Stream.STDOUT, false);
        exec.tells().processExited();
        exec.tells().operationEnded(new Outcome.Unknown("connection refused"));

        var exit = end(session);
        assertThat(exit.exitCode()).isNull();
        assertThat(exit.reason()).isEqualTo(ExitReason.LXD_LOST);
        assertThat(exit.tail()).isEqualTo(Tail.CUT);
    }

    @Test
    void endsWhereTheServerNeverTellsTheCode() {
        var session = session(GOOD, SIZE);
        exec.tells().processExited();
        exec.tells().streamEnded(Stream.STDOUT, true);

        var exit = end(session);
        assertThat(exit.exitCode()).isNull();
        assertThat(exit.reason()).isEqualTo(ExitReason.EXITED);
    }

    @Test
    void tellsThatTheProcessCouldNotBeStarted() {
        var session = session(GOOD, SIZE);
        exec.tells().operationEnded(new Outcome.NotStarted("no pty"));

        var exit = end(session);
        assertThat(exit.reason()).isEqualTo(ExitReason.START_FAILED);
        assertThat(exit.exitCode()).isNull();
        assertThat(exit.detail()).isEqualTo("no pty");
    }

    @Test
    void holdsTheServerBackBehindASlowWriterButNotForLong() {
        var client = attach(session(GOOD, SIZE), FakeClient.stalled(), Mode.WRITER);

        boolean more = true;
        for (int i = 0; i < 20 && more; i++) {
            more = exec.output(32 * 1024);
        }

        assertThat(more).isFalse();
        assertThat(exec.calls).isEmpty();
        await().atMost(Duration.ofSeconds(2)).until(() -> exec.calls.equals(List.of("demand STDOUT")));
        assertThat(exec.output(32 * 1024)).isFalse();
        client.goOn();
        await().atMost(Duration.ofSeconds(2))
                .until(() -> exec.calls.stream().filter("demand STDOUT"::equals).count() == 2);
    }

    @Test
    void keepsOnDiskWhatAStalledWriterHasNotTaken() {
        var session = session(GOOD, SIZE);
        var client = attach(session, FakeClient.stalled(), Mode.WRITER);
        for (int i = 0; i < 50; i++) {
            exec.output(20_000);
        }
        assertThat(session.summary().outputStart()).isZero();

        client.goOn();

        await().until(() -> received(client) == 1_000_000);
        assertThat(client.frames).doesNotContain("Gap");
    }

    @Test
    void endsTheCommandBehindAWriterThatTakesNothing() {
        var session = session(GOOD, SIZE);
        attach(session, FakeClient.stalled(), Mode.WRITER);
        exec.on(1, () -> exit(129));

        for (int i = 0; i < 106; i++) {
            exec.output(20_000);
        }

        var exit = end(session);
        assertThat(exit.reason()).isEqualTo(ExitReason.HUNG_UP);
        assertThat(exit.tail()).isEqualTo(Tail.CUT);
        assertThat(exit.detail()).isEqualTo("more than 2100000 bytes waited for a client that took none");
    }

    @Test
    void readsAtFullSpeedForAWhileWhenNobodyIsThere() {
        session(GOOD, SIZE);

        int taken = 0;
        while (exec.output(10_000)) {
            taken++;
        }

        assertThat(taken).isEqualTo(29);
        await().until(() -> exec.calls.equals(List.of("demand STDOUT")));
    }

    @Test
    void losesNothingBeforeTheFirstClientCame() {
        var session = session(GOOD, SIZE);
        for (int i = 0; i < 60; i++) {
            exec.output(10_000);
        }

        var client = attach(session, FakeClient.fast(), Mode.WRITER);

        await().until(() -> received(client) == 600_000);
        assertThat(client.frames).doesNotContain("Gap");
    }

    @Test
    void isNotHeldUpByAnObserver() {
        var session = session(GOOD, SIZE);
        attach(session, FakeClient.stalled(), Mode.OBSERVER);
        var writer = attach(session, FakeClient.fast(), Mode.WRITER);

        for (int i = 0; i < 40; i++) {
            exec.output(32 * 1024);
            int sent = i + 1;
            await().until(() -> received(writer) == sent * 32L * 1024);
        }

        assertThat(exec.calls).isEmpty();
    }

    private static long received(FakeClient client) {
        return client.frames.stream()
                .filter(frame -> frame.startsWith("STDOUT "))
                .mapToLong(frame -> Long.parseLong(frame.substring(7)))
                .sum();
    }

    @Test
    void readsTheTailAtFullSpeedAndCutsAFlood() {
        var session = session(GOOD, SIZE);
        attach(session, FakeClient.stalled(), Mode.WRITER);
        exec.tells().processExited();

        boolean more = true;
        int taken = 0;
        while (more) {
            more = exec.output(10_000);
            taken++;
        }

        assertThat(taken).isEqualTo(51);
        exec.tells().operationEnded(new Outcome.Exited(0));
        var exit = end(session);
        assertThat(exit.tail()).isEqualTo(Tail.CUT);
        assertThat(exit.detail()).contains("500000 bytes");
    }

    @Test
    void climbsTheLadderUntilTheProcessHasExited() {
        var session = session(GOOD, SIZE);

        exec.on(15, () -> exit(143));
        session.hangUp(ExitReason.HUNG_UP);

        var exit = end(session);
        assertThat(exit.reason()).isEqualTo(ExitReason.HUNG_UP);
        assertThat(exec.calls).startsWith("signal 1", "signal 15").doesNotContain("signal 9");
    }

    @Test
    void closesTheSocketsAtTheLaddersEnd() {
        session(GOOD, SIZE).hangUp(ExitReason.HUNG_UP);

        await().until(() -> exec.calls.equals(List.of("signal 1", "signal 15", "signal 9", "close")));
    }

    @Test
    void hangsUpOnceTheSocketsAreConnected() {
        var session = unstarted(GOOD, SIZE, Duration.ofMinutes(1));
        session.hangUp(ExitReason.HUNG_UP);
        assertThat(exec.calls).isEmpty();

        session.started();

        await().until(() -> exec.calls.contains("signal 1"));
    }

    @Test
    void hangsUpAProcessWhoseOutputIsLost() {
        var session = session(GOOD, null);
        exec.on(1, () -> exit(129));

        exec.tells().streamEnded(Stream.STDERR, false);

        var exit = end(session);
        assertThat(exit.reason()).isEqualTo(ExitReason.LXD_LOST);
        assertThat(exit.tail()).isEqualTo(Tail.CUT);
        assertThat(exit.detail()).isEqualTo("the connection closed before the end of stderr");
    }

    @Test
    void endsWhereTheControlSocketNeverCloses() {
        var session = session(GOOD, SIZE);
        exec.tells().streamEnded(Stream.STDOUT, true);
        exec.tells().operationEnded(new Outcome.Exited(5));

        assertThat(end(session).exitCode()).isEqualTo(5);
    }

    @Test
    void tellsThatTheInstanceWasStopped() {
        var session = session(GOOD, SIZE);
        exec.instanceStopped = true;
        exit(137);

        var exit = end(session);
        assertThat(exit.reason()).isEqualTo(ExitReason.INSTANCE_STOPPED);
        assertThat(exit.exitCode()).isEqualTo(137);
    }

    @Test
    void endsATerminalThatNobodyIsAttachedTo() {
        var session = session(GOOD, SIZE, Duration.ofMillis(200));
        var attachment = session.attach(FakeClient.fast(), Mode.WRITER, OptionalLong.empty());
        await().pollDelay(Duration.ofMillis(400)).until(exec.calls::isEmpty);

        attachment.close();

        await().until(() -> exec.calls.contains("signal 1"));
    }

    @Test
    void letsAJobWithoutTerminalRunAlone() {
        session(GOOD, null, Duration.ofMillis(50));

        await().pollDelay(Duration.ofMillis(200)).until(exec.calls::isEmpty);
    }

    @Test
    void resizesOnlyATerminalAndOnlyToAnotherSize() {
        var session = session(GOOD, SIZE);

        session.resize(SIZE, null);
        session.resize(new TerminalSize(100, 30), null);
        session.resize(new TerminalSize(100, 30), null);

        assertThat(exec.calls).containsExactly("resize 100x30");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> session(GOOD, null).resize(SIZE, null))
                .withMessageContaining("no terminal");
    }

    @Test
    void refusesSignalsAfterTheExit() {
        var session = session(GOOD, SIZE);
        exit(0);
        end(session);

        assertThatThrownBy(() -> session.signal(Signal.TERM)).isInstanceOf(SessionEndedException.class);
    }

    @Test
    void replaysToALateClientAndTellsTheExit() {
        var session = session(GOOD, SIZE);
        exec.output("before");
        exit(0);
        end(session);

        var late = attach(session, FakeClient.fast(), Mode.WRITER);

        await().until(late::isClosed);
        assertThat(late.frames).containsExactly("Attached", "STDOUT before", "exit 0 EXITED COMPLETE");
    }

    @Test
    void refusesAnOffsetPastTheEnd() {
        var session = session(GOOD, SIZE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> session.attach(FakeClient.fast(), Mode.WRITER, OptionalLong.of(1)))
                .withMessageContaining("since=1");
    }
}
