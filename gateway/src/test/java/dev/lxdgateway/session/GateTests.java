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
    private final Gate gate = new Gate(1, now::get);
    private final List<String> entered = new CopyOnWriteArrayList<>();

    private Thread come(String caller) {
        int before = gate.waiting();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                if (gate.enter(caller, Duration.ofMinutes(1))) {
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
        assertThat(gate.enter("much", Duration.ZERO)).isTrue();
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
        assertThat(gate.enter("a", Duration.ZERO)).isTrue();

        assertThat(gate.enter("b", Duration.ofMillis(1))).isFalse();

        assertThat(gate.waiting()).isZero();
        gate.leave();
        assertThat(gate.enter("b", Duration.ZERO)).isTrue();
    }

    @Test
    void hasNobodyWaitForLongBehindAQueueThatStands() throws InterruptedException {
        assertThat(gate.enter("a", Duration.ZERO)).isTrue();
        come("a");
        now.addAndGet(Gate.STANDING.toNanos() + 1);

        var late = System.nanoTime();
        assertThat(gate.enter("b", Duration.ofSeconds(5))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - late)).isLessThan(Duration.ofSeconds(4));

        leave(1);
        come("b");
        leave(2);
        assertThat(entered).containsExactly("a", "b");
    }

    @Test
    void forgetsWhoWaitsNoMore() throws InterruptedException {
        assertThat(gate.enter("a", Duration.ZERO)).isTrue();
        var waiting = come("b");

        waiting.interrupt();
        waiting.join();

        assertThat(entered).containsExactly("b was interrupted");
        assertThat(gate.waiting()).isZero();
    }
}
