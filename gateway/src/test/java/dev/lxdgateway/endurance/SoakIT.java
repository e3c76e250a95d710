package dev.lxdgateway.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * Sessions of all kinds at random, many at once, for a time: each must end as it has to, and then nothing may be left of
 * them, neither in the servers and instances nor in this process. {@code dev/soak} makes it long.
 */
@TestPropertySource(properties = "gateway.session.retention=10s")
class SoakIT extends WithGateway {

    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("soak.seconds", 20));
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
    private static final List<Scene> SCENES = List.of(Scene.values());
    private static final int ACTORS = 8;
    private static final int ENOUGH = 20;
    private static final Pattern ACTIVE = Pattern.compile("^gateway_sessions_active ([0-9.]+)$", Pattern.MULTILINE);

    @TempDir
    private static Path spill;

    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final AtomicInteger played = new AtomicInteger();

    @DynamicPropertySource
    static void spill(DynamicPropertyRegistry registry) {
        registry.add("gateway.exec.output.directory", () -> spill);
    }

    /** LXD 5.0.2 may keep one for ever of a terminal that another test has ended, see docs/servers.md. */
    private final List<String> operationsOfOthers = operations();

    @Test
    void leavesNothingBehind() throws Exception {
        var programs = programs();
        // once each, so that pools and classes are what they will be
        inParallel(everySceneOnce());
        awaitSilence();
        var before = Level.now();
        played.set(0);

        long end = System.nanoTime() + TIME.toNanos();
        inParallel(IntStream.range(0, ACTORS)
                .mapToObj(actor -> actor(new Random(SEED + actor), end))
                .toList());

        assertThat(wrong).as("seed %d", SEED).isEmpty();
        awaitSilence();
        assertThat(programs()).isEqualTo(programs);
        assertThat(spill).isEmptyDirectory();
        assertThat(Level.descriptorsNow()).noneMatch(file -> file.startsWith(spill.toString()));
        report(before, levelBackTo(before));
    }

    private List<Callable<Integer>> everySceneOnce() {
        return SCENES.stream()
                .flatMap(scene -> Lab.get().remotes().stream().<Callable<Integer>>map(remote -> () -> {
                    play(scene, remote, new Random(SEED));
                    return 1;
                }))
                .toList();
    }

    private Callable<Integer> actor(Random random, long end) {
        return () -> {
            int scenes = 0;
            while (System.nanoTime() < end && wrong.size() < ENOUGH) {
                var scene = SCENES.get(random.nextInt(SCENES.size()));
                var remotes = Lab.get().remotes();
                play(scene, remotes.get(random.nextInt(remotes.size())), random);
                scenes++;
            }
            return scenes;
        };
    }

    private void play(Scene scene, String remote, Random random) {
        try {
            scene.play(api(), remote, random);
            played.incrementAndGet();
        } catch (RuntimeException | AssertionError e) {
            wrong.add("%s on %s: %s".formatted(scene, remote, e));
        }
    }

    private static void inParallel(List<Callable<Integer>> actors) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(ACTORS)) {
            for (var done : threads.invokeAll(actors)) {
                assertThat(done.resultNow()).isNotNegative();
            }
        }
    }

    /** Waits until neither the gateway nor a server knows of an exec any more. */
    private void awaitSilence() {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(api().get("/api/v1/sessions").json().path("items")).isEmpty();
            assertThat(active()).isZero();
            assertThat(operations()).isSubsetOf(operationsOfOthers);
        });
    }

    private double active() {
        var metrics = management().get("/actuator/prometheus").response().body();
        return ACTIVE.matcher(metrics)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }

    private static List<String> operations() {
        var running = new ArrayList<String>();
        for (var remote : Lab.get().remotes()) {
            var answer = Lab.get()
                    .client(remote, "query", Lab.get().named(remote, "/1.0/operations?recursion=1"))
                    .orFail();
            Api.JSON
                    .readTree(answer.output())
                    .path("running")
                    .forEach(operation -> running.add("%s %s %s %s"
                            .formatted(
                                    remote,
                                    operation.path("id").asString(),
                                    operation.path("created_at").asString(),
                                    operation.path("metadata").path("command"))));
        }
        return running;
    }

    /** The commands that run in the instances. */
    private static Map<String, List<String>> programs() {
        var programs = new HashMap<String, List<String>>();
        for (var remote : Lab.get().remotes()) {
            var listed = Lab.get()
                    .client(remote, "exec", Lab.get().named(remote, "demo"), "--", "ps", "-o", "args")
                    .orFail();
            programs.put(remote, listed.output().lines().sorted().toList());
        }
        return programs;
    }

    private static Level levelBackTo(Level before) throws IOException {
        try {
            return await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(Level::now, level -> level.isBackTo(before));
        } catch (ConditionTimeoutException e) {
            Level.dumpThreads(Lab.root().resolve("gateway/target/soak-threads.txt"));
            throw new AssertionError(
                    "more than before (" + before + ") is left, see gateway/target/soak-threads.txt", e);
        }
    }

    private void report(Level before, Level after) throws IOException {
        var report = """
                | %d sessions in %d s, seed %d | platform threads | virtual threads | descriptors | heap, MB |
                | --- | ---: | ---: | ---: | ---: |
                | before | %s |
                | after | %s |
                """.formatted(played.get(), TIME.toSeconds(), SEED, before, after);
        System.out.print(report);
        Files.writeString(Lab.root().resolve("gateway/target/soak.md"), report);
    }
}
