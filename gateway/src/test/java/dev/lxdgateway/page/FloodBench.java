package dev.lxdgateway.page;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What {@code yes} does to the page and the gateway in the long run. Only {@code dev/bench page} runs it. */
class FloodBench extends WithOnePage {

    private static final Duration FLOOD = Duration.ofMinutes(Integer.getInteger("bench.minutes", 10));
    private static final int EVERY_MS = 30_000;

    /** Milliseconds from now to the next frame, which is when a key would show. */
    private static final String FRAME = """
            () => new Promise((resolve) => {
              const start = performance.now();
              requestAnimationFrame(() => resolve(performance.now() - start));
            })""";

    @Test
    void measures() throws Exception {
        var rows = new ArrayList<String>();
        rows.add("| after | drawn | page's heap | gateway's heap | frame, median and worst of 50 |");
        rows.add("| --- | ---: | ---: | ---: | ---: |");
        shell(anyRemote()).type("yes\n").awaitLines(5_000);
        var devTools = profile.newCDPSession(page.page());
        devTools.send("Performance.enable");

        var start = Instant.now();
        while (Duration.between(start, Instant.now()).compareTo(FLOOD) < 0) {
            page.page().waitForTimeout(EVERY_MS);
            rows.add(row(Duration.between(start, Instant.now()), devTools));
        }
        var interrupt = System.nanoTime();
        page.press("Control+c").awaitPrompt();
        rows.add("");
        rows.add("^C to the prompt, as the test sees it: %d ms%n"
                .formatted(Duration.ofNanos(System.nanoTime() - interrupt).toMillis()));

        var table = String.join(System.lineSeparator(), rows);
        System.out.println(table);
        Files.writeString(Path.of("target/bench-flood.md"), table);
    }

    private String row(Duration after, CDPSession devTools) {
        var frames = new ArrayList<Double>();
        for (int i = 0; i < 50; i++) {
            frames.add(((Number) page.page().evaluate(FRAME)).doubleValue());
        }
        frames.sort(null);
        devTools.send("HeapProfiler.collectGarbage");
        System.gc();
        var runtime = Runtime.getRuntime();
        return "| %d s | %d MB | %.1f MB | %.1f MB | %.0f and %.0f ms |"
                .formatted(
                        after.toSeconds(),
                        drawn() / 1_000_000,
                        metric(devTools, "JSHeapUsedSize") / 1e6,
                        (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
                        frames.get(frames.size() / 2),
                        frames.getLast());
    }

    /** Bytes that the session has written, which the page acknowledges as it draws. */
    private long drawn() {
        return api().get("/api/v1/sessions/" + page.sessions().getFirst())
                .json()
                .path("output")
                .path("end")
                .asLong();
    }

    private static double metric(CDPSession devTools, String name) {
        var metrics = devTools.send("Performance.getMetrics").getAsJsonArray("metrics").asList().stream();
        return metrics.map(JsonObject.class::cast)
                .filter(metric -> metric.get("name").getAsString().equals(name))
                .mapToDouble(metric -> metric.get("value").getAsDouble())
                .findFirst()
                .orElseThrow();
    }
}
