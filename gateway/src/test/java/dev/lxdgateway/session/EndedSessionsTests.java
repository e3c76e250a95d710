package dev.lxdgateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.session.Attachment.Mode;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndedSessionsTests extends PlayedSession {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final List<String> forgotten = new CopyOnWriteArrayList<>();

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    private EndedSessions ended(int most, Duration retention) {
        return new EndedSessions(most, retention, timer, session -> forgotten.add(session.id()));
    }

    private Session named(String name) {
        id = name;
        return session(GOOD, null);
    }

    @Test
    void remembersTheNewest() {
        var ended = ended(2, Duration.ofHours(1));
        ended.add(named("a"));
        ended.add(named("b"));
        ended.add(named("c"));

        assertThat(forgotten).containsExactly("a");
        assertThat(ended.get("a")).isNull();
        assertThat(ended.all()).extracting(Session::id).containsExactly("b", "c");
    }

    @Test
    void forgetsNothingThatAClientReads() {
        var ended = ended(1, Duration.ofMillis(100));
        var read = named("read");
        var reader = read.attach(FakeClient.fast(), as(Mode.WRITER, OptionalLong.empty()));
        ended.add(read);
        ended.add(named("b"));
        await().until(() -> forgotten.equals(List.of("b")));
        assertThat(timer.getQueue())
                .as("what is read is not looked at again and again")
                .isEmpty();
        assertThat(ended.get("read")).isSameAs(read);

        reader.close();
        ended.tidy();

        assertThat(left).isEqualTo(1);
        assertThat(forgotten).containsExactly("b", "read");
    }

    @Test
    void forgetsNothingBeforeTheClientHasComeThatItIsFor() {
        var ended = ended(0, Duration.ofHours(1));
        attended = true;
        var session = named("a");
        ended.add(session);
        assertThat(forgotten).isEmpty();

        session.arrived();
        ended.tidy();

        assertThat(left).isEqualTo(1);
        assertThat(forgotten).containsExactly("a");
    }

    /** A task for each would hold its session for all of the time. */
    @Test
    void hasOneTaskForAll() {
        var ended = ended(1, Duration.ofHours(1));
        for (int i = 0; i < 100; i++) {
            ended.add(named("session-" + i));
        }

        assertThat(timer.getQueue()).hasSize(1);
    }

    @Test
    void forgetsEachAfterItsTime() {
        var ended = ended(10, Duration.ofMillis(100));
        ended.add(named("a"));
        await().until(() -> forgotten.contains("a"));
        ended.add(named("b"));
        ended.add(named("c"));

        await().until(() -> forgotten.equals(List.of("a", "b", "c")));
        assertThat(ended.all()).isEmpty();
        assertThat(timer.getQueue()).isEmpty();
    }
}
