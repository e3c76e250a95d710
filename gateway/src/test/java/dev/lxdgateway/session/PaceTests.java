package dev.lxdgateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.session.Attachment.Mode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A session whose caller has had its share of the bandwidth. */
class PaceTests extends PlayedSession {

    private static final int PIECE = 32 * 1024;

    private void rate(long own) {
        quota = new Quota(10, 1000, null, null, 1_000_000, 10_000_000, own);
    }

    /** So slow that a test sees nothing of its own passing. */
    private void slow() {
        rate(1000);
    }

    private int takesUntilItIsHeldBack(FakeClient client) {
        for (int taken = 1; taken < 1000; taken++) {
            long before = client.received.get();
            if (!exec.output(PIECE)) {
                return taken;
            }
            await().until(() -> client.received.get() == before + PIECE);
        }
        throw new AssertionError("it is never held back");
    }

    @Test
    void holdsTheServerBackButNotForLong() {
        slow();
        var client = attach(session(GOOD, SIZE), FakeClient.fast(), Mode.WRITER);

        assertThat(takesUntilItIsHeldBack(client)).isEqualTo(8);
        assertThat(observer.limits).containsExactly("output-rate-per-caller");
        await().atMost(Duration.ofSeconds(5)).until(() -> exec.calls.equals(List.of("demand STDOUT")));
    }

    @Test
    void losesNothingOfWhatItHoldsBack() {
        rate(4_000_000);
        var session = session(GOOD, SIZE);
        var client = attach(session, FakeClient.fast(), Mode.WRITER);

        for (int i = 0; i < 40; i++) {
            int demands = exec.calls.size();
            if (!exec.output(PIECE)) {
                await().atMost(Duration.ofSeconds(5)).until(() -> exec.calls.size() > demands);
            }
        }

        await().until(() -> client.received.get() == 40L * PIECE);
    }

    @Test
    void letsOutWhatWasWrittenBeforeAnInterrupt() {
        slow();
        var session = session(GOOD, SIZE);
        var client = FakeClient.fast();
        var attachment = session.attach(client, as(Mode.WRITER, OptionalLong.empty()));
        takesUntilItIsHeldBack(client);
        await().until(() -> client.received.get() == 8 * PIECE);

        attachment.type(ByteBuffer.wrap(new byte[] {3}));

        await().until(() -> exec.calls.contains("demand STDOUT"));
        assertThat(takesUntilItIsHeldBack(client)).isEqualTo(24);
    }

    @Test
    void readsTheTailAtFullSpeed() {
        slow();
        var client = attach(session(GOOD, SIZE), FakeClient.fast(), Mode.WRITER);
        takesUntilItIsHeldBack(client);

        exec.tells().processExited();

        assertThat(exec.calls).contains("demand STDOUT");
        assertThat(exec.output(PIECE)).isTrue();
    }

    @Test
    void endsASessionThatPutsMoreOnDiskThanItsCallerMayHave() {
        quota = new Quota(10, 1000, null, null, 1_000_000, 300_000, 0);
        var session = session(GOOD, SIZE);
        attach(session, FakeClient.stalled(), Mode.WRITER);
        exec.on(1, () -> exit(129));

        for (int i = 0; i < 25; i++) {
            exec.output(20_000);
        }

        var exit = end(session);
        assertThat(exit.reason()).isEqualTo(ExitReason.HUNG_UP);
        assertThat(exit.tail()).isEqualTo(Tail.CUT);
        assertThat(exit.detail())
                .isEqualTo("the caller's sessions had more than 300000 bytes on disk (spill-per-caller)");
        assertThat(observer.limits).containsExactly("spill-per-caller");
        session.forget();
        assertThat(account.disk().get()).isZero();
    }

    @Test
    void saysWhichLimitEndedASession() {
        quota = new Quota(10, 1000, Duration.ofMillis(50), null, 1_000_000, 10_000_000, 0);
        var session = session(GOOD, SIZE);
        exec.on(1, () -> exit(129));

        new TimeLimits(timer(), new Hits(observer)).watch(session);

        var exit = end(session);
        assertThat(exit.reason()).isEqualTo(ExitReason.KILLED_BY_TIMEOUT);
        assertThat(exit.detail()).isEqualTo("it ran for longer than 0.05 s (total-time)");
        await().untilAsserted(() -> assertThat(observer.limits).containsExactly("total-time"));
    }
}
