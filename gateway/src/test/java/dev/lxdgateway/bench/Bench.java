package dev.lxdgateway.bench;

import dev.lxdgateway.support.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures the gateway beside what it is held against. Only {@code dev/bench} runs it. */
class Bench {

    private static final Path RESULTS = Path.of("target/bench");

    /** Only where they are asked for, since they take long. */
    private static final Set<String> LONG = Set.of("overload", "slow");

    /** Draws and counts nothing. */
    private static final String PROFILE = "profile";

    @TempDir
    Path directory;

    private SequencedMap<String, Part> parts() {
        var parts = new LinkedHashMap<String, Part>();
        parts.put("exec", new ExecPart());
        parts.put("bulk", new BulkPart());
        parts.put("stub", new StubPart());
        parts.put("echo", new EchoPart());
        parts.put("interrupt", new InterruptPart());
        parts.put("observers", new ObserversPart());
        parts.put("starts", new StartsPart());
        parts.put("idle", new IdlePart());
        parts.put("cost", new CostPart());
        parts.put("overload", new OverloadPart());
        parts.put("slow", new SlowPart());
        parts.put(PROFILE, new ProfilePart(RESULTS));
        return parts;
    }

    @Test
    void measures() throws Exception {
        var parts = parts();
        var wanted = System.getProperty("bench.parts", "");
        var names = wanted.isEmpty() ? usual(parts.keySet()) : Set.of(wanted.split(",", -1));
        var report = new Report();
        measure(parts, names, report);
        if (wanted.isEmpty() || names.contains("start")) {
            timed("start", () -> new StartPart(directory.resolve("start")).measure(report));
        }
        if (wanted.isEmpty() || names.contains("micro")) {
            timed("micro", () -> new MicroPart().measure(report));
        }
        report.write(RESULTS, machine());
        if (wanted.isEmpty() || LONG.containsAll(names)) {
            new Pages(Lab.root().resolve("docs")).write(report);
        }
    }

    private void measure(SequencedMap<String, Part> parts, Set<String> names, Report report) throws Exception {
        try (var shared = new SharedRig(directory.resolve("shared"))) {
            for (var part : parts.entrySet()) {
                if (names.contains(part.getKey())) {
                    timed(part.getKey(), () -> measure(part.getKey(), part.getValue(), shared, report));
                }
            }
        }
    }

    /** One gateway for all parts that don't want their own. */
    private void measure(String name, Part part, SharedRig shared, Report report) throws Exception {
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

    private static Set<String> usual(Set<String> parts) {
        var usual = new LinkedHashSet<>(parts);
        usual.removeAll(LONG);
        usual.remove(PROFILE);
        return usual;
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
