package dev.lxdgateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.lxd.Outcome;
import dev.lxdgateway.lxd.TerminalSize;
import dev.lxdgateway.session.Attachment.Mode;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The flow of a session: what holds it up, what does not, and who gets what. */
class SessionFlowTests extends PlayedSession {

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
    void endsATerminalThatNobodyIsAttachedTo() {
        var session = session(GOOD, SIZE, Duration.ofMillis(200));
        var attachment = session.attach(FakeClient.fast(), as(Mode.WRITER, OptionalLong.empty()));
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
                .isThrownBy(() -> session.attach(FakeClient.fast(), as(Mode.WRITER, OptionalLong.of(1))))
                .withMessageContaining("since=1");
    }
}
