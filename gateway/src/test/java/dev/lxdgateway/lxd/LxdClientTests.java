package dev.lxdgateway.lxd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.stub.Call;
import dev.lxdgateway.support.stub.Fault;
import dev.lxdgateway.support.stub.LxdStub;
import dev.lxdgateway.support.stub.Program;
import dev.lxdgateway.support.stub.StubServer;
import dev.lxdgateway.support.stub.StubSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a server that does what it is told, seen from below: calls, sockets, and what is left of them. */
class LxdClientTests {

    private static final LxdLimits LIMITS =
            new LxdLimits(Duration.ofMillis(1500), Duration.ofSeconds(1), Duration.ofMillis(400));
    private static final Program RUNS = exec -> {
        exec.processStarted();
        exec.exit(exec.awaitDeath());
    };

    @TempDir
    private Path directory;

    private final JettyResources resources = new JettyResources();
    private LxdStub stub;
    private LxdClient lxd;

    @BeforeEach
    void start() throws Exception {
        var socket = directory.resolve("stub.socket");
        stub = LxdStub.on(socket);
        stub.runs(RUNS);
        lxd = new LxdClient("stub", new Endpoint.Unix(socket), LIMITS, resources, LxdObserver.none());
    }

    @AfterEach
    void stop() throws Exception {
        lxd.close();
        resources.close();
        stub.close();
    }

    private static ExecRequest request(String instance, boolean interactive) {
        return new ExecRequest(
                "default",
                instance,
                List.of("it"),
                Map.of(),
                0,
                0,
                null,
                interactive ? new TerminalSize(80, 24) : null);
    }

    private Heard exec(boolean interactive) {
        return exec(interactive, new Heard());
    }

    private Heard exec(boolean interactive, Heard heard) {
        lxd.exec(request("demo", interactive), heard);
        return heard;
    }

    private void awaitNothingOpen() {
        await().atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(stub.busy()).isZero());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asksNothingWhileAProcessRuns(boolean interactive) {
        var heard = exec(interactive);

        await().during(Duration.ofMillis(2300))
                .atMost(Duration.ofSeconds(4))
                .until(() -> stub.calls(Call.OPERATION) == 0);

        heard.exec.join().signal(9);
        assertThat(heard.outcome.join()).isEqualTo(new Outcome.Exited(137));
    }

    @Test
    void asksOnceWhereEventsAreSilent() {
        stub.events().silent(true);
        exec(true);

        await().atMost(Duration.ofSeconds(4)).until(() -> stub.calls(Call.OPERATION) == 1);
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(2))
                .until(() -> stub.calls(Call.OPERATION) == 1);
    }

    @Test
    void asksLessAndLessAboutAnOperationThatIsHeld() {
        stub.runs(exec -> {
            exec.processExited(0);
            exec.drained();
        });
        var heard = exec(false);

        await().atMost(Duration.ofSeconds(3)).until(() -> stub.calls(Call.OPERATION) == 4);
        heard.exec.join().forget();
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(2))
                .until(() -> stub.calls(Call.OPERATION) <= 5);
        assertThat(lxd.watching()).isZero();
        assertThat(heard.outcome).isNotDone();
    }

    @Test
    void hearsOfAnEndThatCameWhileEventsWereLost() {
        var ends = new CompletableFuture<Void>();
        stub.runs(exec -> {
            ends.join();
            exec.told(3);
            ends.join();
        });
        var heard = exec(true);

        stub.breaks(Call.EVENTS, new Fault.Cut());
        stub.events().each(StubSocket::cut);
        await().until(() -> stub.calls(Call.EVENTS) >= 3);
        ends.complete(null);
        await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(1)).until(() -> !heard.outcome.isDone());
        stub.heals();

        await().atMost(Duration.ofSeconds(6)).until(heard.outcome::isDone);
        assertThat(heard.outcome.join()).isEqualTo(new Outcome.Exited(3));
        assertThat(stub.calls(Call.OPERATION)).isEqualTo(1);
    }

    @Test
    void dialsLostEventsOnlyWhileSomethingIsWaitedFor() {
        stub.runs(exec -> exec.exit(0));
        exec(false).outcome.join();

        stub.events().each(StubSocket::cut);

        await().during(Duration.ofMillis(700)).atMost(Duration.ofSeconds(2)).until(() -> stub.calls(Call.EVENTS) == 1);
    }

    @Test
    void keepsWhatIsSaidBeforeControlIsOpen() {
        stub.breaks(Call.CONTROL, new Fault.Late(Duration.ofMillis(200)));

        var heard = exec(true, new Heard(exec -> {
            exec.resize(new TerminalSize(100, 40));
            exec.signal(15);
        }));

        assertThat(heard.outcome.join()).isEqualTo(new Outcome.Exited(143));
        assertThat(stub.last().control())
                .extracting(message -> message.path("command").asString())
                .containsExactly("window-resize", "signal");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killsAndClosesControlFirst(boolean interactive) {
        for (int i = 0; i < 30; i++) {
            var heard = exec(interactive);

            heard.exec.join().close();

            assertThat(heard.outcome.join()).isEqualTo(new Outcome.Exited(137));
            assertThat(stub.last().closedAlone()).isEmpty();
            assertThat(stub.last().control())
                    .extracting(message -> message.path("signal").asInt(0))
                    .containsExactly(9);
        }
        awaitNothingOpen();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONTROL", "STDIN", "STDOUT", "STDERR"})
    void leavesNoDialThatIsAnsweredTooLate(Call call) {
        stub.breaks(call, new Fault.Late(Duration.ofMillis(1200)));

        assertThatExceptionOfType(LxdUnavailableException.class)
                .isThrownBy(() -> exec(false))
                .withMessageContaining("no answer within");

        stub.heals();
        await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(3)).until(() -> stub.busy() == 0);
        assertThat(lxd.watching()).isZero();
    }

    private Duration twentyAtOnce() {
        long start = System.nanoTime();
        var execs = IntStream.range(0, 20)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> exec(false), Thread::startVirtualThread))
                .toList();
        var all = execs.stream().map(CompletableFuture::join).toList();
        var took = Duration.ofNanos(System.nanoTime() - start);
        all.forEach(heard -> heard.exec.join().close());
        all.forEach(heard -> heard.outcome.join());
        return took;
    }

    @Test
    void startsAtOnceWhereTheLogIsRefused() {
        stub.plays(StubServer.RESTRICTED_LXD_5_0_2);
        stub.runs(exec -> exec.exit(exec.awaitDeath()));

        assertThat(twentyAtOnce()).isLessThan(Duration.ofMillis(1500));
        assertThat(stub.calls(Call.EVENTS)).isEqualTo(2);
        assertThat(stub.events().open()).hasSize(1);
    }

    @Test
    void asksForTheLogAgainAfterAServerThatWasNotReady() {
        stub.plays(StubServer.LXD_5_0_2);
        stub.runs(exec -> {
            exec.processStarted();
            exec.processExited(9);
            exec.awaitClose("1");
        });
        stub.breaks(Call.EVENTS, Fault.Body.error(503, "LXD daemon setup in progress"), 1);
        exec(false).exec.join().close();

        // a failed dial is not made again at once, and a start that was not heard casts doubt on its instance
        var names = Stream.iterate(1, n -> n + 1).map("other-%d"::formatted).iterator();
        await().until(() -> {
            var heard = new Heard();
            lxd.exec(request(names.next(), false), heard);
            heard.exited.join();
            heard.exec.join().close();
            return heard.codes.equals(List.of(9));
        });
    }

    static Stream<Fault> noEvents() {
        return Stream.of(new Fault.Silence(), new Fault.Cut(), Fault.Body.error(500, "oops"), new Fault.OpenAndCut());
    }

    @ParameterizedTest
    @MethodSource("noEvents")
    void startsWithoutEvents(Fault fault) {
        stub.plays(StubServer.LXD_5_0_2);
        stub.breaks(Call.EVENTS, fault);

        assertThat(twentyAtOnce()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void waitsForAMuteLogOnlyOnce() {
        stub.plays(StubServer.LXD_5_0_2);
        stub.runs(exec -> exec.exit(exec.awaitDeath()));
        exec(false).exec.join().close();

        assertThat(twentyAtOnce()).isLessThan(Duration.ofMillis(1500));
    }

    @Test
    void hearsEachOfManyCodesThatAreHeldBack() {
        stub.plays(StubServer.LXD_5_0_2);
        stub.runs(exec -> {
            exec.processStarted();
            exec.processExited(exec.pid() % 200);
            exec.awaitClose("1");
        });
        var all = new ArrayList<Heard>();
        for (int i = 0; i < 20; i++) {
            all.add(exec(false));
            all.getLast().exited.join();
            int expected = stub.last().pid() % 200;
            await().pollInterval(Duration.ofMillis(5))
                    .untilAsserted(() -> assertThat(all.getLast().codes).containsExactly(expected));
        }
        all.forEach(heard -> heard.exec.join().close());
    }

    static Stream<Fault> brokenAnswers() {
        return Stream.of(
                new Fault.Cut(),
                new Fault.Reset(),
                new Fault.HalfClosed(),
                new Fault.CutInAnswer(),
                new Fault.Silence(),
                new Fault.Late(Duration.ofSeconds(2)),
                new Fault.Raw("garbage\r\n\r\n"),
                new Fault.Body(200, "<html>"),
                new Fault.Body(200, ""),
                new Fault.Body(200, "[1]"),
                new Fault.Body(200, "{}"),
                Fault.Body.error(503, "LXD is shutting down"));
    }

    @ParameterizedTest
    @MethodSource("brokenAnswers")
    void isUnavailableWhereTheServerDoesNotSayWhoItIs(Fault fault) {
        stub.breaks(Call.SERVER, fault);

        assertThatExceptionOfType(LxdUnavailableException.class).isThrownBy(() -> lxd.server());
        assertThatExceptionOfType(LxdUnavailableException.class).isThrownBy(() -> exec(false));
        stub.heals();
        assertThat(lxd.server().kind()).isEqualTo("incus");
        awaitNothingOpen();
    }
}
