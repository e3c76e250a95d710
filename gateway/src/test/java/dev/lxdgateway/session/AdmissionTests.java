package dev.lxdgateway.session;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.session.Admission.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.Test;

class AdmissionTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    /** With so many for each caller. */
    private record Door(Admission admission, int perCaller, Map<String, Deque<Place>> places) {

        Place admit(String caller) {
            var place = admission.admit(caller, perCaller, "lxd");
            places.computeIfAbsent(caller, _ -> new ConcurrentLinkedDeque<>()).add(place);
            return place;
        }

        void release(String caller) {
            requireNonNull(places.get(caller)).remove().release();
        }

        int waiting() {
            return admission.waiting();
        }

        void close() {
            admission.close();
        }

        void open() {
            admission.open();
        }
    }

    private static Door admission(int sessions, int perCaller, int queue, Duration time) {
        return admission(sessions, perCaller, queue, sessions, time);
    }

    private static Door admission(int sessions, int perCaller, int queue, int starting, Duration time) {
        var limits = new SessionSettings.Limits(sessions, queue, 2, time, starting, 1, 0);
        return new Door(new Admission(limits), perCaller, new ConcurrentHashMap<>());
    }

    @Test
    void keepsRoomInTheQueueForOthers() {
        var admission = admission(1, 1, 3, LONG);
        admission.admit("first");
        var waiting = List.of(admit(admission, "a"), admit(admission, "a"));
        await().until(() -> admission.waiting() == 2);

        assertThatThrownBy(() -> admission.admit("a"))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("queue-per-caller"));
        var other = admit(admission, "b");
        await().until(() -> admission.waiting() == 3);

        admission.release("first");
        CompletableFuture.anyOf(waiting.toArray(CompletableFuture[]::new)).join();
        admission.release("a");
        waiting.forEach(CompletableFuture::join);
        admission.release("a");
        other.join();
    }

    private static CompletableFuture<Void> admit(Door admission, String caller) {
        return CompletableFuture.runAsync(() -> admission.admit(caller), Thread.ofVirtual()::start);
    }

    @Test
    void refusesMoreOfACallerThanItMayHave() {
        var admission = admission(10, 2, 1, Duration.ofMillis(1));
        admission.admit("a");
        admission.admit("a");

        assertThatThrownBy(() -> admission.admit("a"))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("sessions-per-caller"))
                .hasMessageContaining("2 sessions of 'a'");
        admission.admit("b");
        admission.release("a");
        admission.admit("a");
    }

    @Test
    void refusesMoreThanMayRunInAll() {
        var admission = admission(2, 2, 1, Duration.ofMillis(1));
        admission.admit("a");
        admission.admit("b");

        assertThatThrownBy(() -> admission.admit("c"))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("sessions"));
    }

    @Test
    void letsThoseWhoWaitInByTheOrderOfComing() {
        var admission = admission(1, 1, 3, LONG);
        admission.admit("first");
        var admitted = new ArrayList<String>();
        var waiting = new ArrayList<CompletableFuture<Void>>();
        for (var caller : List.of("a", "b", "c")) {
            waiting.add(CompletableFuture.runAsync(
                    () -> {
                        admission.admit(caller);
                        admitted.add(caller);
                        admission.release(caller);
                    },
                    Thread.ofVirtual()::start));
            int so = waiting.size();
            await().until(() -> admission.waiting() == so);
        }
        assertThatThrownBy(() -> admission.admit("d"))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("queue"));

        admission.release("first");
        waiting.forEach(CompletableFuture::join);
        assertThat(admitted).containsExactly("a", "b", "c");
        assertThat(admission.waiting()).isZero();
    }

    @Test
    void letsNobodyWaitForAnothersLimit() {
        var admission = admission(10, 1, 1, LONG);
        admission.admit("a");
        var waiting = CompletableFuture.runAsync(() -> admission.admit("a"), Thread.ofVirtual()::start);
        await().until(() -> admission.waiting() == 1);

        admission.admit("b");
        assertThat(waiting).isNotDone();
        admission.release("a");
        waiting.join();
    }

    @Test
    void startsNoMoreAtOnceThanOneServerIsAskedTo() {
        var admission = admission(10, 10, 2, 2, LONG);
        admission.admit("a");
        var second = admission.admit("b");
        var third = admit(admission, "c");
        await().until(() -> admission.waiting() == 1);

        admission.admission().admit("d", 10, "another server").release();
        assertThat(third).isNotDone();
        second.started();
        third.join();
    }

    @Test
    void saysWhenTooManyAreBeingStarted() {
        var admission = admission(10, 10, 1, 1, Duration.ofMillis(1));
        admission.admit("a");

        assertThatThrownBy(() -> admission.admit("b"))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("starting"))
                .hasMessage("1 sessions are being started on 'lxd', and no more may at once");
    }

    @Test
    void givesAPlaceToWhoeverHasWaitedLongestAndNotToWhoeverComesThen() {
        var admission = admission(1, 1, 1, LONG);
        admission.admit("a");
        var waiting = admit(admission, "b");
        await().until(() -> admission.waiting() == 1);

        admission.release("a");
        var late = admit(admission, "c");
        waiting.join();
        await().until(() -> admission.waiting() == 1);
        admission.release("b");
        late.join();
    }

    @Test
    void takesAPlaceBackOnce() {
        var admission = admission(2, 2, 0, Duration.ZERO);
        var first = admission.admit("a");
        admission.admit("a");

        first.release();
        first.release();
        first.started();

        admission.admit("a");
        assertThatThrownBy(() -> admission.admit("a")).isInstanceOf(LimitExceededException.class);
    }

    @Test
    void refusesThoseWhoWaitWhenItCloses() {
        var admission = admission(1, 1, 1, LONG);
        admission.admit("a");
        var waiting = CompletableFuture.runAsync(() -> admission.admit("a"), Thread.ofVirtual()::start);
        await().until(() -> admission.waiting() == 1);

        admission.close();
        assertThatThrownBy(waiting::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(DrainingException.class);
        admission.open();
        admission.release("a");
        admission.admit("a");
    }
}
