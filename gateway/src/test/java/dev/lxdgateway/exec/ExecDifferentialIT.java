package dev.lxdgateway.exec;

import dev.lxdgateway.support.WithGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of cases on every server of the lab: through the server's own client, the HTTP API and the WebSocket comes the
 * same stdout, the same stderr, the same exit code, and the same processes are left.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExecDifferentialIT extends WithGateway {

    private static final Logger log = LoggerFactory.getLogger(ExecDifferentialIT.class);
    private static final int CLIENT_ATTEMPTS = 3;

    /** For a look at some cases only. */
    private static final Pattern ONLY = Pattern.compile(System.getProperty("exec.cases", ""));

    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @BeforeAll
    void makeFixtures() {
        LabServer.all().forEach(Fixtures::make);
    }

    @AfterAll
    void cleanUp() {
        threads.shutdownNow();
        LabServer.all().forEach(Fixtures::remove);
    }

    private static Stream<ExecCase> table() {
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
                .filter(of -> ONLY.matcher(of.toString()).find());
    }

    @TestFactory
    Stream<DynamicContainer> isAsExactAsTheServersOwnClient() {
        return LabServer.all().stream()
                .map(server -> DynamicContainer.dynamicContainer(
                        server.remote(), table().map(of -> test(of, server)).toList()));
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
                new Verdict(of, server).check(gateways);
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
                new Verdict(of, server).check(results);
                return;
            } catch (AssertionError | IllegalStateException e) {
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
