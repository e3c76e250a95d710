package dev.lxdgateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.lxd.Outcome;
import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.session.Attachment.Mode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** The life of a session: how it ends, and what is told of it. */
class SessionTests extends PlayedSession {

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
    void isToldToBeOverWhenItCountsNoMore() {
        var session = session(GOOD, SIZE);
        var order = new ConcurrentLinkedQueue<String>();
        var _ = session.ended().thenRun(() -> order.add("counted"));
        session.whenEnded(_ -> order.add("told"));

        exit(0);

        await().untilAsserted(() -> assertThat(order).containsExactly("counted", "told"));
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
    void refusesSignalsAfterTheExit() {
        var session = session(GOOD, SIZE);
        exit(0);
        end(session);

        assertThatThrownBy(() -> session.signal(Signal.TERM)).isInstanceOf(SessionEndedException.class);
    }
}
