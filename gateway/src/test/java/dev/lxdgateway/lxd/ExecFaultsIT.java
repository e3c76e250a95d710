package dev.lxdgateway.lxd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lxdgateway.lxd.FaultCase.Expected;
import dev.lxdgateway.lxd.StubbedGateway.By;
import dev.lxdgateway.support.VirtualThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every fault ends in the right exit or problem within its deadline, leaves nothing, and the next exec works. */
class ExecFaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration WINDOW = Duration.ofMillis(1500);
    private static final Duration MEMORY = Duration.ofSeconds(5);

    @TempDir
    private static Path directory;

    private static StubbedGateway unix;
    private static StubbedGateway tls;
    private static VirtualThreads threads;

    @BeforeAll
    static void start() throws Exception {
        threads = new VirtualThreads(directory);
        unix = StubbedGateway.start(directory, By.UNIX, PATIENCE);
        tls = StubbedGateway.start(directory, By.TLS, PATIENCE.multipliedBy(4));
        for (var each : List.of(unix, tls)) {
            each.stub().runs(Play.regular());
            assertThat(each.gateway().run(true).exitCode()).isEqualTo(Play.CODE);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        try (var recorded = threads) {
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() ->
                            assertThat(recorded.running(FaultGateway.THREADS)).isEmpty());
        } finally {
            unix.close();
            tls.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> byUnixSocket() {
        return Stream.concat(Faults.all(), StrangeServers.all())
                .map(fault -> dynamicTest(fault.toString(), () -> check(fault, unix)));
    }

    /**
     * What can differ by TLS: the sockets and the dials. A TCP reset takes with it what the client has not read yet, so that
     * its exit is not certain.
     */
    @TestFactory
    Stream<DynamicTest> byTls() {
        return Stream.concat(Faults.sockets(), Faults.dials())
                .filter(fault -> fault.interactive() || fault.name().contains("stdout"))
                .filter(fault -> !fault.name().matches(".*( reset| closed| half| never| too late).*"))
                .map(fault -> dynamicTest(fault + " by TLS", () -> check(fault, tls)));
    }

    /** What has arrived before a TCP reset is delivered. */
    @Test
    void deliversWhatCameBeforeAReset() {
        var stub = tls.stub();
        var read = new CountDownLatch(1);
        stub.runs(exec -> {
            exec.out(Play.BEFORE);
            read.await();
            exec.stdout().reset();
            exec.exit(exec.awaitDeath());
        });

        try (var client = tls.gateway().api().terminal("stub", "it")) {
            client.awaitOutput(Play.BEFORE);
            read.countDown();
            var exit = client.awaitExit();

            assertThat(exit.path("reason").asString()).isEqualTo("lxd-lost");
            assertThat(exit.path("exitCode").asInt()).isEqualTo(129);
            assertThat(client.output()).isEqualTo(Play.BEFORE);
        }
        tls.gateway().awaitNothingLeft();
    }

    private static void check(FaultCase fault, StubbedGateway stubbed) {
        var stub = stubbed.stub();
        var gateway = stubbed.gateway();
        stub.times(WINDOW, MEMORY);
        stub.plays(fault.server());
        gateway.lxd().server();
        stub.runs(fault.program());
        fault.setup().accept(stub);

        var seen = gateway.run(fault.interactive());

        assertThat(seen.within(fault.expected().within())).isEqualTo(fault.expected());
        assertThat(seen.within()).isLessThan(fault.expected().within());
        stub.heals();
        stub.closesWindows();
        gateway.awaitNothingLeft();
        stub.times(WINDOW, MEMORY);
        stub.runs(Play.regular());
        var next = gateway.run(false);
        assertThat(next.within(Expected.DEADLINE)).isEqualTo(Expected.whole());
        gateway.awaitNothingLeft();
    }
}
