package dev.lxdgateway.lxd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProcessEventsTests {

    private static final ExecRequest REQUEST =
            new ExecRequest("default", "demo", List.of("sh"), Map.of(), 0, 0, null, null);

    private final ProcessEvents events = new ProcessEvents();
    private final List<Integer> heard = new ArrayList<>();

    private void started(int pid) {
        log("Instance process started", pid, "");
    }

    private void stopped(int pid, int code) {
        log("Instance process stopped", pid, ",\"exitStatus\":\"" + code + "\"");
    }

    private void log(String message, int pid, String more) {
        events.log(LxdApi.JSON.readTree(
                "{\"message\":\"%s\",\"context\":{\"PID\":\"%d\",\"instance\":\"demo\",\"project\":\"default\"%s}}"
                        .formatted(message, pid, more)));
    }

    private void created(String operation) {
        operation(operation, 103);
    }

    private void operation(String operation, int status) {
        events.operation(
                LxdApi.JSON.readTree(("{\"id\":\"%s\",\"description\":\"Executing command\",\"status_code\":%d,"
                                + "\"resources\":{\"instances\":[\"/1.0/instances/demo\"]}}")
                        .formatted(operation, status)));
    }

    private void run(Runnable whileStarting) {
        events.inTurn(REQUEST, () -> "", (start, _) -> {
            start.report(heard::add);
            whileStarting.run();
            start.identify(() -> false);
        });
    }

    @Test
    void hearsTheCodeOfItsProcess() {
        run(() -> started(7));

        stopped(8, 1);
        stopped(7, 9);

        assertThat(heard).containsExactly(9);
    }

    @Test
    void hearsACodeThatOvertakesTheStart() {
        run(() -> {
            stopped(7, 9);
            started(7);
        });

        assertThat(heard).containsExactly(9);
    }

    /** The end of another client's exec may be told before its start is. */
    @Test
    void trustsNothingShortlyAfterAnotherClientsExec() {
        run(() -> {
            created("other");
            started(7);
            operation("other", 200);
        });
        stopped(7, 250);

        assertThat(heard).isEmpty();
    }

    @Test
    void takesNoTerminalForItsProcess() {
        run(() -> {
            log("Instance process started", 6, ",\"interactive\":\"true\"");
            started(7);
        });
        stopped(6, 1);
        stopped(7, 9);

        assertThat(heard).containsExactly(9);
    }

    @Test
    void trustsNothingWhenTwoProcessesStart() {
        run(() -> {
            started(7);
            started(8);
        });

        stopped(7, 1);
        stopped(8, 2);

        assertThat(heard).isEmpty();
    }

    @Test
    void trustsNothingWhileAnotherClientsExecCouldHaveStarted() {
        created("foreign");
        run(() -> started(7));
        stopped(7, 9);

        assertThat(heard).isEmpty();
    }

    @Test
    void knowsItsOwnOperations() {
        created("mine");
        events.own("mine");
        run(() -> started(7));
        stopped(7, 9);

        assertThat(heard).containsExactly(9);
    }

    @Test
    void asksForTheNextWhileOneStarts() {
        var asked = new CompletableFuture<Void>();
        var answered = new CompletableFuture<Void>();
        var next = new AtomicReference<CompletableFuture<Void>>();

        run(() -> {
            next.set(CompletableFuture.runAsync(
                    () -> events.inTurn(REQUEST, () -> ask(asked, answered), (start, _) -> start.identify(() -> true)),
                    Thread.ofVirtual()::start));
            asked.join();
            started(7);
            answered.completeOnTimeout(null, 100, TimeUnit.MILLISECONDS);
        });
        stopped(7, 9);

        assertThat(next.get()).succeedsWithin(Duration.ofSeconds(1));
        assertThat(heard).containsExactly(9);
    }

    /** The event of it comes before the answer. */
    private String ask(CompletableFuture<Void> asked, CompletableFuture<Void> answered) {
        created("next");
        asked.complete(null);
        answered.join();
        events.own("next");
        return "next";
    }

    @Test
    void letsStartsInOtherPlacesGoOn() {
        var elsewhere = new ExecRequest("default", "other", List.of("sh"), Map.of(), 0, 0, null, null);

        run(() -> {
            var other = CompletableFuture.runAsync(
                    () -> events.inTurn(elsewhere, () -> "", (start, _) -> start.identify(() -> true)));

            assertThat(other).succeedsWithin(Duration.ofSeconds(1));
            started(7);
        });
        stopped(7, 9);

        assertThat(heard).containsExactly(9);
    }

    @Test
    void waitsForNoStartOfAnExecThatIsClosed() {
        long start = System.nanoTime();
        events.inTurn(REQUEST, () -> "", (closed, _) -> {
            closed.close();
            closed.identify(() -> false);
        });

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void doubtsAStartBesideAnUnidentifiedOne() {
        events.unidentified(Place.of(REQUEST));
        run(() -> started(7));
        stopped(7, 9);

        assertThat(heard).isEmpty();
    }

    @Test
    void takesNoLateStartForTheNextOne() {
        run(() -> {});
        run(() -> started(7));
        stopped(7, 9);

        assertThat(heard).isEmpty();
    }
}
