package dev.lxdgateway.bench;

import dev.lxdgateway.support.GatewayProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** How long the gateway takes from the start of its process to its first answer, as a jar and as the image has it. */
final class StartPart {

    private static final String NAME = "start";
    private static final int ROUNDS = 3;
    private static final long PATIENCE = 60_000_000_000L;
    private static final long LOOK = 5;
    private static final long REST = 5_000;

    private final Path directory;

    StartPart(Path directory) {
        this.directory = directory;
    }

    void measure(Report report) throws Exception {
        Files.createDirectories(directory);
        var image = Image.get();
        var java = image.java().toString();
        var ways = new LinkedHashMap<String, List<String>>();
        ways.put("gateway", command(java, image.arguments()));
        ways.put("without AOT cache", command(java, image.arguments("-XX:AOTMode=off")));
        var times = new LinkedHashMap<String, Sample>();
        var memory = new LinkedHashMap<String, Sample>();
        for (int i = 0; i < ROUNDS; i++) {
            for (var way : ways.entrySet()) {
                start(
                        way.getValue(),
                        times.computeIfAbsent(way.getKey(), _ -> new Sample()),
                        memory.computeIfAbsent(way.getKey(), _ -> new Sample()));
            }
        }
        report.add(NAME, "start to the first answer", "s", times, Bound.atMost(1.2));
        report.add(NAME, "resident, idle", "MB", memory, Bound.atMost(180));
    }

    private static List<String> command(String java, List<String> arguments) {
        return Stream.concat(Stream.of(java), arguments.stream()).toList();
    }

    private void start(List<String> command, Sample times, Sample memory) throws Exception {
        var state = Files.createTempDirectory(directory, "state");
        int port = GatewayProcess.freePort();
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(state.resolve("log").toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(GATEWAY|SPRING)_.*"));
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment().put("MANAGEMENT_SERVER_PORT", "0");
        builder.environment().put("GATEWAY_DRAIN_PROPAGATION", "0s");
        builder.environment()
                .put("GATEWAY_ACCESS_ADMINTOKENFILE", state.resolve("token").toString());
        builder.environment().put("SPRING_DATASOURCE_URL", "jdbc:h2:file:" + state.resolve("gateway"));
        builder.environment()
                .put("GATEWAY_REMOTES_NONE_SOCKET", directory.resolve("none").toString());
        long began = System.nanoTime();
        var process = builder.start();
        try {
            while (!isReady(port)) {
                if (!process.isAlive() || System.nanoTime() - began > PATIENCE) {
                    throw new IOException("it does not start: " + Files.readString(state.resolve("log")));
                }
                Thread.sleep(LOOK);
            }
            times.add((System.nanoTime() - began) / 1e9);
            Thread.sleep(REST);
            memory.add(Rig.status(process.pid(), "VmRSS") / 1024.0);
        } finally {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static boolean isReady(int port) {
        try (var link = Link.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4096)) {
            link.answer("GET", "/readyz", "", new byte[0]);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
