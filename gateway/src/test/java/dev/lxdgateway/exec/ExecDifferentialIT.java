package dev.lxdgateway.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.WithGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of cases on every server of the lab: through the server's own client, the HTTP API and the WebSocket comes the
 * same stdout, the same stderr, the same exit code, and the same processes are left.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExecDifferentialIT extends WithGateway {

    private static final Logger log = LoggerFactory.getLogger(ExecDifferentialIT.class);
    private static final int CLIENT_ATTEMPTS = 3;

    /** Measured: 3 to 17 % of short outputs, on a busy machine more. */
    private static final double SHARE_OF_LOSSES = 0.25;

    /** For a look at some cases only. */
    private static final Pattern ONLY = Pattern.compile(System.getProperty("exec.cases", ""));

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final AtomicInteger losses = new AtomicInteger();

    @BeforeAll
    void makeFixtures() {
        LabServer.all().forEach(server -> Fixtures.make(api(), server));
    }

    @AfterAll
    void cleanUp() {
        threads.shutdownNow();
        LabServer.all().forEach(server -> Fixtures.remove(api(), server));
    }

    /** Only so many of a server that is known to lose some, or the gateway loses more than it has to. */
    @AfterAll
    void countLosses() {
        long runs = LabServer.all().stream()
                .filter(LabServer::cutsTerminals)
                .mapToLong(
                        server -> 2 * table().stream().filter(of -> of.terminal).count())
                .sum();
        assertThat(losses.get()).as("lost ends of %d outputs", runs).isLessThanOrEqualTo((int)
                (runs * SHARE_OF_LOSSES));
    }

    private static List<ExecCase> table() {
        return Stream.of(
                        ExitCodes.cases(),
                        Signals.cases(),
                        Streams.cases(),
                        Surroundings.cases(),
                        BackgroundTasks.cases(),
                        Terminals.cases(),
                        Shells.cases(),
                        UpstreamSuite.cases())
                .flatMap(List::stream)
                .filter(of -> ONLY.matcher(of.toString()).find())
                .toList();
    }

    /** To know a code that the server holds back takes that no other client starts a process at the same time. */
    @Order(1)
    @TestFactory
    List<DynamicContainer> knowsWhatTheServerHoldsBack() {
        return tests(ExecCase::isHeldBackBy);
    }

    @Order(2)
    @TestFactory
    List<DynamicContainer> isAsExactAsTheServersOwnClient() {
        return tests((of, server) -> !of.isHeldBackBy(server));
    }

    private List<DynamicContainer> tests(BiPredicate<ExecCase, LabServer> which) {
        return LabServer.all().stream()
                .map(server -> DynamicContainer.dynamicContainer(
                        server.remote(),
                        table().stream()
                                .filter(of -> which.test(of, server))
                                .map(of -> test(of, server))
                                .toList()))
                .toList();
    }

    /** The case begins when a thread is free, whatever order the tests are asked for in. */
    private DynamicTest test(ExecCase of, LabServer server) {
        var run = threads.submit(() -> {
            check(of, server);
            return true;
        });
        return DynamicTest.dynamicTest(of.toString(), () -> result(run));
    }

    private static void result(Future<?> run) throws Throwable {
        try {
            run.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private void check(ExecCase of, LabServer server) throws Exception {
        var runs = new Runs(api(), of, server);
        try {
            var gateways = new ArrayList<Result>();
            for (var way : List.of(new HttpWay(api()), new SocketWay(api()))) {
                if (way.canRun(of, server)) {
                    gateways.add(runs.run(way));
                }
            }
            var client = new ClientWay(api());
            if (client.canRun(of, server)) {
                compare(of, server, runs, gateways, client);
            } else {
                new Verdict(of, server, losses).check(gateways);
            }
            runs.assertLeft(of.left);
        } finally {
            runs.end();
        }
    }

    /** The client itself loses output or hangs now and then; the gateway may not, and is asked once. */
    private void compare(ExecCase of, LabServer server, Runs runs, List<Result> gateways, ClientWay client)
            throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                var results = new ArrayList<Result>();
                results.add(runs.run(client));
                results.addAll(gateways);
                new Verdict(of, server, losses).check(results);
                return;
            } catch (AssertionError | IllegalStateException | ConditionTimeoutException e) {
                if (attempt == CLIENT_ATTEMPTS) {
                    throw e;
                }
                runs.forgetLast();
                log.atWarn()
                        .log("{} {}: the client and the gateway differ, asking the client again: {}", server, of, e);
            }
        }
    }
}
