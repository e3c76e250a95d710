package dev.lxdgateway.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The runs of one case, each with a mark of its own, and the processes that they leave. */
final class Runs {

    private static final AtomicInteger MARKS = new AtomicInteger(1_000_000);

    private final ExecCase of;
    private final LabServer server;
    private final Leftovers left;
    private final List<String> marks = new ArrayList<>();
    private final List<String> forgotten = new ArrayList<>();

    Runs(Api api, ExecCase of, LabServer server) {
        this.of = of;
        this.server = server;
        this.left = new Leftovers(api, server, of.instance);
    }

    Result run(Way way) throws Exception {
        var mark = String.valueOf(MARKS.incrementAndGet());
        marks.add(mark);
        return way.run(of, server, mark).unmarked(mark);
    }

    /** What the last one leaves does not count. */
    void forgetLast() {
        forgotten.add(marks.removeLast());
    }

    void assertLeft(List<String> processes) {
        await().atMost(Duration.ofSeconds(8))
                .untilAsserted(() -> assertThat(left.of(marks))
                        .as("processes left by each way")
                        .isEqualTo(Collections.nCopies(marks.size(), processes)));
    }

    void end() {
        marks.addAll(forgotten);
        left.end(marks);
    }
}
