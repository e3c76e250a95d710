package dev.lxdgateway.bench;

import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.GatewayProcess;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is measured: a gateway as the image has it, before the lab's LXD and Incus and before a stub in another process. */
final class Rig implements AutoCloseable {

    static final String STUB = "stub";

    private static final String TICKS = "100";
    private static final int COMMANDS = 6_000;
    private static final int AT_A_TIME = 16;
    private static final int KEYS = 5_000;
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Path directory;
    private final Process stub;
    private final GatewayProcess gateway;
    private boolean warm;

    private Rig(Path directory, Process stub, GatewayProcess gateway) {
        this.directory = directory;
        this.stub = stub;
        this.gateway = gateway;
    }

    /** Starts it, with properties of the gateway besides those that lift its limits. */
    static Rig start(Image image, Path directory, String... properties) throws IOException {
        Files.createDirectories(directory);
        var socket = directory.resolve("stub.socket");
        Files.deleteIfExists(socket);
        var stub = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:+UseParallelGC",
                        "-Xmx3g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BenchStub.class.getName(),
                        socket.toString())
                .inheritIO()
                .start();
        await().until(() -> Files.exists(socket));
        var settings = new ArrayList<>(List.of(
                "--gateway.limits.sessions=20000",
                "--gateway.limits.sessions-per-caller=20000",
                "--gateway.limits.queue=2000",
                "--gateway.limits.queue-per-caller=2000",
                "--gateway.limits.output-rate-per-caller=100GB",
                "--logging.level.dev.lxdgateway=WARN",
                "--gateway.remotes.stub.socket=" + socket));
        for (var remote : Lab.get().remotes()) {
            settings.add(
                    "--gateway.remotes.%s.socket=%s".formatted(remote, Lab.get().value(remote, "SOCKET")));
        }
        settings.addAll(List.of(properties));
        try {
            var gateway = GatewayProcess.start(
                    directory, image.java(), image.arguments(options()), settings.toArray(String[]::new));
            return new Rig(directory, stub, gateway);
        } catch (RuntimeException e) {
            stub.destroyForcibly();
            throw e;
        }
    }

    /** A heap as in 1 GB of memory, and what is wanted besides. */
    static String[] options() {
        var options = new ArrayList<>(List.of("-Xmx512m"));
        options.addAll(Arrays.asList(System.getProperty("bench.options", "").split(" ", -1)));
        options.removeIf(String::isEmpty);
        return options.toArray(String[]::new);
    }

    GatewayProcess gateway() {
        return gateway;
    }

    ByGateway byGateway(String remote) {
        return byGateway(remote, WithGateway.TOKEN);
    }

    /** As the caller whose token that is. */
    ByGateway byGateway(String remote, String token) {
        return new ByGateway(gateway.port(), remote, token);
    }

    RawApi raw(String remote) {
        return remote.equals(STUB)
                ? new RawApi(directory.resolve("stub.socket"), "demo")
                : new RawApi(Path.of(Lab.get().value(remote, "SOCKET")), "demo");
    }

    /** Has it run so much by the stub, once, that its code is compiled, as a gateway's is that has served for a day. */
    void warm() throws Exception {
        if (warm) {
            return;
        }
        warm = true;
        try (var stub = byGateway(STUB)) {
            Rounds.rate(COMMANDS, AT_A_TIME, () -> {
                stub.exec("true");
                return null;
            });
            try (var terminal = stub.terminal("echo")) {
                for (int i = 0; i < KEYS; i++) {
                    EchoPart.type(terminal);
                }
            }
        }
    }

    /** Seconds of processor time that the gateway has used. */
    double processorTime() throws IOException {
        return processorTime(process());
    }

    /** Seconds of it that the compilers have used. */
    double compilersTime() throws IOException {
        double sum = 0;
        try (var threads = Files.newDirectoryStream(process().resolve("task"))) {
            for (var thread : threads) {
                if (Files.readString(thread.resolve("comm")).contains("CompilerThre")) {
                    sum += processorTime(thread);
                }
            }
        }
        return sum;
    }

    private Path process() {
        return Path.of("/proc", String.valueOf(gateway.pid()));
    }

    private static double processorTime(Path task) throws IOException {
        var stat = Files.readString(task.resolve("stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / Double.parseDouble(TICKS);
    }

    /** Megabytes of memory that the gateway holds. */
    double resident() throws IOException {
        return status(gateway.pid(), "VmRSS") / 1024.0;
    }

    /** Looks at that again and again. */
    Beside watch(Sample resident) {
        return Beside.of(1, LOOK, () -> {
            resident.add(resident());
            return null;
        });
    }

    /** Megabytes of memory that the gateway held at most. */
    double peak() throws IOException {
        return status(gateway.pid(), "VmHWM") / 1024.0;
    }

    /** How many files the gateway has open. */
    int files() throws IOException {
        try (var open = Files.list(process().resolve("fd"))) {
            return (int) open.count();
        }
    }

    /** How many threads the gateway has, virtual ones not counted. */
    long threads() throws IOException {
        return status(gateway.pid(), "Threads");
    }

    /** One of the gateway's metrics, the sum of all that begin so. */
    double metric(String beginning) {
        return gateway.management()
                .get("/actuator/prometheus")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** A number of kilobytes that the kernel tells of a process. */
    static long status(long pid, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        try {
            gateway.signal("TERM");
            gateway.awaitExit(Duration.ofSeconds(60));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            gateway.close();
            stub.destroyForcibly();
        }
    }
}
