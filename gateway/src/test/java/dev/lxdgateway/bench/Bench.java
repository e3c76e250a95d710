package dev.lxdgateway.bench;

import dev.lxdgateway.support.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures the gateway beside what it is held against. Only {@code dev/bench} runs it. */
class Bench {

    private static final Path RESULTS = Path.of("target/bench");

    /** Where the time goes; only where it is asked for. */
    private static final Set<String> WHERE = Set.of("cost", "micro");

    /** Draws and counts nothing. */
    private static final String PROFILE = "profile";

    @TempDir
    Path directory;

    private final Report report = new Report();

    /** All that there is, in the order in which it is measured. */
    private SequencedMap<String, Sample.Call> parts(SharedRig shared) {
        var parts = new LinkedHashMap<String, Part>();
        parts.put("exec", new ExecPart());
        parts.put("bulk", new BulkPart());
        parts.put("stub", new StubPart());
        parts.put("echo", new EchoPart());
        parts.put("interrupt", new InterruptPart());
        parts.put("observers", new ObserversPart());
        parts.put("idle", new IdlePart());
        parts.put("overload", new OverloadPart());
        parts.put("slow", new SlowPart());
        parts.put("cost", new CostPart());
        parts.put(PROFILE, new ProfilePart(RESULTS));
        var calls = new LinkedHashMap<String, Sample.Call>();
        parts.forEach((name, part) -> calls.put(name, () -> measure(name, part, shared)));
        calls.put("start", () -> new StartPart(directory.resolve("start")).measure(report));
        calls.put("micro", () -> new MicroPart().measure(report));
        return calls;
    }

    /** A part that fails does not keep the others from being measured. */
    @Test
    void measures() throws Exception {
        var wanted = System.getProperty("bench.parts", "");
        var softly = new SoftAssertions();
        try (var shared = new SharedRig(directory.resolve("shared"))) {
            var parts = parts(shared);
            var names = wanted.isEmpty() ? usual(parts.keySet()) : names(wanted);
            for (var name : names) {
                softly.assertThatCode(() -> timed(name, Objects.requireNonNull(parts.get(name))))
                        .as(name)
                        .doesNotThrowAnyException();
            }
        }
        report.write(RESULTS, machine());
        if (wanted.isEmpty() || WHERE.containsAll(names(wanted))) {
            new Pages(Lab.root().resolve("docs")).write(report);
        }
        softly.assertAll();
    }

    private static List<String> usual(Set<String> parts) {
        return parts.stream()
                .filter(name -> !WHERE.contains(name) && !name.equals(PROFILE))
                .toList();
    }

    private static List<String> names(String wanted) {
        return List.of(wanted.split(",", -1));
    }

    /** One gateway for all parts that don't want their own. */
    private void measure(String name, Part part, SharedRig shared) throws Exception {
        if (!part.wantsItsOwn()) {
            part.measure(shared.get(), report);
            return;
        }
        shared.stop();
        var place = Files.createDirectories(directory.resolve(name));
        var properties = part.properties(place).toArray(String[]::new);
        try (var rig = Rig.start(part.image(), place, properties)) {
            part.measure(rig, report);
        }
    }

    private static void timed(String name, Sample.Call part) throws Exception {
        long start = System.nanoTime();
        part.run();
        System.out.printf(
                "%s took %d s%n",
                name, Duration.ofNanos(System.nanoTime() - start).toSeconds());
    }

    private static Map<String, Object> machine() throws IOException {
        return Map.of(
                "processors",
                Runtime.getRuntime().availableProcessors(),
                "java",
                Runtime.version().toString(),
                "load",
                Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
    }
}
