package dev.lxdgateway.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** A real HAProxy in front of gateways, which sends new work to those that are ready. */
public final class HaProxy implements AutoCloseable {

    /** The name of the cookie that leads back to the gateway of a session. */
    public static final String COOKIE = "gateway";

    private final Process process;
    private final int port;
    private final Path log;

    private HaProxy(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts one in front of gateways by name; it keeps its configuration and log in a directory. */
    public static HaProxy start(Path directory, Map<String, URI> gateways) throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var text = new StringBuilder(configuration(directory, port));
        gateways.forEach((name, uri) -> text.append(
                "  server %s %s cookie %s check inter 1s fall 2 rise 1\n".formatted(name, uri.getAuthority(), name)));
        var file = Files.writeString(directory.resolve("haproxy.cfg"), text);
        var log = directory.resolve("haproxy.log");
        var process = new ProcessBuilder("haproxy", "-db", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new HaProxy(process, port, log);
    }

    private static String configuration(Path directory, int port) {
        return """
            global
              log stdout format raw local0
              stats socket %s mode 600
            defaults
              mode http
              log global
              option httplog
              timeout connect 5s
              timeout client 120s
              timeout server 120s
              timeout tunnel 1h
              # a busy gateway is no dead one
              timeout check 30s
            frontend public
              bind 127.0.0.1:%d
              default_backend gateways
            backend gateways
              balance roundrobin
              option httpchk GET /readyz
              http-check expect status 200
              option redispatch
              cookie %s insert indirect nocache httponly
              # what concerns a session goes where it is, also while that gateway takes no new work
              force-persist if { path_beg /api/v1/sessions/ }
            """.formatted(directory.resolve("haproxy.sock"), port, COOKIE);
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What it said of its servers. */
    public String verdicts() throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("Server "))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
