package dev.lxdgateway.support;

import static org.awaitility.Awaitility.await;

import dev.lxdgateway.GatewayApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A gateway in a process of its own, which can be told to go, and killed. It keeps what it keeps in a directory. */
public final class GatewayProcess implements AutoCloseable {

    private final Path directory;
    private final int port;
    private final int managementPort;
    private final List<String> command;
    private Process process;

    private GatewayProcess(Path directory, int port, int managementPort, List<String> command) {
        this.directory = directory;
        this.port = port;
        this.managementPort = managementPort;
        this.command = command;
        this.process = run();
        awaitReady();
    }

    /** Starts one, with properties as {@code --name=value}. */
    public static GatewayProcess start(Path directory, String... properties) {
        return start(directory, List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"), properties);
    }

    /** The same, with options of its Java. */
    public static GatewayProcess start(Path directory, List<String> options, String... properties) {
        var program = new ArrayList<>(options);
        program.addAll(List.of("-cp", System.getProperty("java.class.path"), GatewayApplication.class.getName()));
        return start(directory, Path.of(System.getProperty("java.home"), "bin/java"), program, properties);
    }

    /** The same, by any Java, with all arguments of that but the properties. */
    public static GatewayProcess start(Path directory, Path java, List<String> program, String... properties) {
        int port = freePort();
        int managementPort = freePort();
        var settings = new LinkedHashMap<>(Map.of(
                "--server.port",
                String.valueOf(port),
                "--management.server.port",
                String.valueOf(managementPort),
                "--spring.datasource.url",
                database(directory),
                "--gateway.exec.output.directory",
                directory.resolve("output").toString(),
                "--gateway.access.admin-token",
                WithGateway.TOKEN,
                "--gateway.limits.starts",
                "1000000",
                "--gateway.limits.starts-per-caller",
                "1000000",
                "--gateway.drain.propagation",
                "0s",
                "--gateway.drain.timeout",
                "0s"));
        for (var property : properties) {
            var parts = property.split("=", 2);
            settings.put(parts[0], parts[1]);
        }
        // a shell that runs the tests in the background has them ignore SIGINT
        var command = new ArrayList<>(
                List.of("env", "--default-signal", java.toString(), "-Djava.io.tmpdir=" + temporary(directory)));
        command.addAll(program);
        settings.forEach((name, value) -> command.add(name + "=" + value));
        return new GatewayProcess(directory, port, managementPort, List.copyOf(command));
    }

    /** Starts it anew after its end, as it was. */
    public void restart() {
        process = run();
        awaitReady();
    }

    private Process run() {
        try {
            Files.createDirectories(temporary(directory));
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(log(directory).toFile()));
            builder.environment().keySet().removeIf(name -> name.matches("(GATEWAY|SPRING)_.*"));
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary(Path directory) {
        return directory.resolve("tmp");
    }

    /** Where the database of the gateways of that directory is. */
    public static String database(Path directory) {
        return "jdbc:h2:file:" + directory.resolve("gateway") + ";WRITE_DELAY=0";
    }

    private static Path log(Path directory) {
        return directory.resolve("gateway.log");
    }

    /** A port of the loopback interface that nobody listens on now. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        try {
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !process.isAlive() || readiness() == 200);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("the gateway ended: " + log());
        }
    }

    /** What the readiness group answers; 0 for nothing. */
    public int readiness() {
        try {
            return management().get("/actuator/health/readiness").status();
        } catch (IllegalStateException _) {
            return 0;
        }
    }

    public Api api() {
        return new Api(URI.create("http://127.0.0.1:" + port), WithGateway.TOKEN);
    }

    public Api management() {
        return new Api(URI.create("http://127.0.0.1:" + managementPort), WithGateway.TOKEN);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** Sends it a signal, such as TERM. */
    public void signal(String name) {
        Lab.run("kill", "-" + name, String.valueOf(process.pid())).orFail();
    }

    /** Ends it as kill -9 does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for its end, and gives its exit code. */
    public int awaitExit(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the gateway runs on: " + log());
        }
        return process.exitValue();
    }

    /** All that was logged, by those before it in its directory too. */
    public String log() {
        try {
            return Files.readString(log(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
