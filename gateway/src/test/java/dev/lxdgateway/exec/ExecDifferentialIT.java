package dev.lxdgateway.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.WithGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The table of cases on every server of the lab: through the server's own client, the HTTP API and the WebSocket comes the
 * same stdout, the same stderr, the same exit code, and the same processes are left.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExecDifferentialIT extends WithGateway {

    private static final AtomicInteger MARKS = new AtomicInteger(1_000_000);

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
        var left = new Leftovers(api(), server, of.instance);
        var marks = new ArrayList<String>();
        try {
            var results = new ArrayList<Result>();
            for (var way : List.of(new ClientWay(api()), new HttpWay(api()), new SocketWay(api()))) {
                if (way.canRun(of, server)) {
                    var mark = String.valueOf(MARKS.incrementAndGet());
                    marks.add(mark);
                    results.add(way.run(of, server, mark).unmarked(mark));
                }
            }
            new Verdict(of, server).check(results);
            await().atMost(Duration.ofSeconds(8))
                    .untilAsserted(() -> assertThat(left.of(marks))
                            .as("processes left by each way")
                            .isEqualTo(Collections.nCopies(marks.size(), of.left)));
        } finally {
            left.end(marks);
        }
    }
}
