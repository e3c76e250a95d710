package dev.lxdgateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GateTests {

    private final AtomicLong now = new AtomicLong();
    private final Gate gate = gate(Duration.ofMinutes(1));
    private final List<String> entered = new CopyOnWriteArrayList<>();

    private Gate gate(Duration limit) {
        return new Gate(1, limit, now::get);
    }

    private Thread come(String caller) {
        int before = gate.waiting();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                if (gate.enter(caller)) {
                    entered.add(caller);
                }
            } catch (InterruptedException _) {
                entered.add(caller + " was interrupted");
            }
        });
        await().until(() -> gate.waiting() == before + 1);
        return thread;
    }

    private void leave(int so) {
        gate.leave();
        await().until(() -> entered.size() == so);
    }

    @Test
    void letsCallersInByTurns() throws InterruptedException {
        assertThat(gate.enter("much")).isTrue();
        come("much");
        come("much");
        come("little");

        leave(1);
        leave(2);
        leave(3);

        assertThat(entered).containsExactly("much", "little", "much");
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void letsNobodyInTooLate() throws InterruptedException {
        var gate = gate(Duration.ofMillis(1));
        assertThat(gate.enter("a")).isTrue();

        assertThat(gate.enter("b")).isFalse();

        assertThat(gate.waiting()).isZero();
        gate.leave();
        assertThat(gate.enter("b")).isTrue();
    }

    @Test
    void sendsAwayAtOnceWhoWouldWaitForLong() throws InterruptedException {
        assertThat(gate.enter("a")).isTrue();
        come("a");
        come("a");
        come("a");
        leave(1);
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(gate.isFull("a")).as("two wait, by one in 10 s").isFalse();
        come("a");
        come("a");

        now.addAndGet(1);
        assertThat(gate.isFull("a")).as("four wait").isTrue();
        assertThat(gate.enter("a")).isFalse();
        come("b");
        assertThat(gate.isFull("b")).as("whose turn comes before most of them").isFalse();

        for (int so = 2; so <= 6; so++) {
            leave(so);
        }
        assertThat(gate.isFull("a")).isFalse();
        gate.leave();
        assertThat(gate.enter("a")).isTrue();
    }

    @Test
    void hasARushWaitUntilItIsKnownHowFastItGoes() throws InterruptedException {
        assertThat(gate.enter("a")).isTrue();
        for (int i = 0; i < 10; i++) {
            come("a");
        }
        now.addAndGet(Gate.STANDING.toNanos());
        come("a");

        now.addAndGet(1);
        assertThat(gate.enter("a")).isFalse();
        for (int so = 1; so <= 11; so++) {
            leave(so);
        }
    }

    @Test
    void knowsSoonHowFastItGoesWhereManyAreLetIn() throws InterruptedException {
        var gate = gate(Duration.ofSeconds(10));
        assertThat(gate.enter("a")).isTrue();
        int many = 1_000;
        for (int i = 0; i < many; i++) {
            Thread.ofVirtual().start(() -> {
                try {
                    gate.enter("a");
                } catch (InterruptedException _) {
                    entered.add("interrupted");
                }
            });
        }
        await().until(() -> gate.waiting() == many);
        now.addAndGet(Gate.STANDING_AT_LEAST.toNanos() + 1);
        for (int i = 1; i < Gate.MANY; i++) {
            gate.leave();
        }
        assertThat(gate.isFull("a")).as("of few it can't be told").isFalse();

        gate.leave();

        assertThat(gate.isFull("a")).as("968 wait, by 32 in 0.2 s").isTrue();
        for (int i = 0; i < many - Gate.MANY; i++) {
            gate.leave();
        }
        assertThat(entered).isEmpty();
    }

    @Test
    void forgetsWhoWaitsNoMore() throws InterruptedException {
        assertThat(gate.enter("a")).isTrue();
        var waiting = come("b");

        waiting.interrupt();
        waiting.join();

        assertThat(entered).containsExactly("b was interrupted");
        assertThat(gate.waiting()).isZero();
    }
}
