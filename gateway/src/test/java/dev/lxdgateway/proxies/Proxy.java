package dev.lxdgateway.proxies;

import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A proxy's own program on a port of loopback, with the project's configuration for it. */
final class Proxy implements AutoCloseable {

    private final List<String> command;
    private final Path log;
    private final int port;
    private @Nullable Process process;

    private Proxy(List<String> command, Path log, int port) {
        this.command = command;
        this.log = log;
        this.port = port;
    }

    static Proxy nginx(Path directory, int gateway) throws IOException {
        int port = freePort();
        var server = configuration("nginx/lxd-gateway.conf", gateway)
                .replace("listen 443 ssl http2;", "listen 127.0.0.1:%d;".formatted(port))
                .replaceAll("(?m)^ *ssl_certificate.*$", "");
        var file = directory.resolve("nginx.conf");
        Files.writeString(file, """
                pid nginx.pid;
                error_log stderr;
                events {
                }
                http {
                    access_log off;
                %s
                }
                """.formatted(server));
        return new Proxy(
                List.of("nginx", "-p", directory.toString(), "-c", file.toString(), "-g", "daemon off;"),
                directory.resolve("log"),
                port);
    }

    static Proxy haproxy(Path directory, int gateway) throws IOException {
        int port = freePort();
        var file = directory.resolve("haproxy.cfg");
        Files.writeString(
                file,
                configuration("haproxy/lxd-gateway.cfg", gateway)
                        .replaceAll("bind :443 .*", "bind 127.0.0.1:" + port)
                        // the test's own limit of open files
                        .replace("maxconn 20000", "maxconn 1000"));
        return new Proxy(List.of("haproxy", "-W", "-db", "-f", file.toString()), directory.resolve("log"), port);
    }

    private static String configuration(String name, int gateway) throws IOException {
        return Files.readString(Lab.root().resolve("packaging").resolve(name))
                .replace("127.0.0.1:8080", "127.0.0.1:" + gateway);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Proxy start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> api().get("/readyz").status() == 200);
        return this;
    }

    Api api() {
        return new Api(URI.create("http://127.0.0.1:" + port), WithGateway.TOKEN);
    }

    @Override
    public void close() {
        var running = Objects.requireNonNull(process);
        running.descendants().forEach(ProcessHandle::destroyForcibly);
        running.destroyForcibly();
        running.onExit().join();
    }
}
