package dev.lxdgateway.image;

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A gateway in a process of its own, that reaches the lab's servers by TLS.
 *
 * @param port where it listens
 * @param managementPort where its health and metrics are
 */
record Started(int port, int managementPort) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    static Started onFreePorts() {
        return new Started(freePort(), freePort());
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its configuration is, in a directory that whoever it runs as may read. */
    static void configure(Path directory) throws IOException {
        var lab = Lab.get();
        var yaml = new StringBuilder("gateway:\n  remotes:\n");
        for (var remote : lab.kinds()) {
            Files.copy(Path.of(lab.value(remote, "CERT")), directory.resolve(remote + ".crt"));
            yaml.append("""
                        %1$s:
                          url: %2$s
                          client-certificate: %3$s/client.crt
                          client-key: %3$s/client.key
                          server-certificate: %3$s/%1$s.crt
                    """.formatted(remote, lab.value(remote, "URL"), "/etc/lxd-gateway"));
        }
        Files.copy(Path.of(lab.value("LXD_LAB_CLIENT_CERT")), directory.resolve("client.crt"));
        Files.copy(Path.of(lab.value("LXD_LAB_CLIENT_KEY")), directory.resolve("client.key"));
        Files.writeString(directory.resolve("application.yaml"), yaml);
        Lab.run("chmod", "-R", "a+rX", directory.toString()).orFail();
    }

    Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
        environment.put("GATEWAY_ACCESS_ADMINTOKEN", WithGateway.TOKEN);
        // a cache that does not fit is no start at all then
        environment.put("JDK_JAVA_OPTIONS", "-XX:AOTMode=on");
        return environment;
    }

    Api api() {
        return new Api(URI.create("http://127.0.0.1:" + port), WithGateway.TOKEN);
    }

    Api management() {
        return new Api(URI.create("http://127.0.0.1:" + managementPort), WithGateway.TOKEN);
    }

    void awaitReady() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> api().get("/readyz").status() == 200);
    }

    /** What the kernel says of its process. */
    String process() throws IOException {
        var processes = ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("AOTCache"))
                .filter(this::isThis)
                .toList();
        return Files.readString(
                Path.of("/proc/%d/status".formatted(processes.getFirst().pid())));
    }

    private boolean isThis(ProcessHandle process) {
        try {
            var environment = Files.readString(Path.of("/proc/%d/environ".formatted(process.pid())));
            return environment.contains("SERVER_PORT=" + port + "\0");
        } catch (IOException _) {
            return false;
        }
    }

    static long residentMegabytes(String process) {
        var found = RESIDENT.matcher(process).results().findFirst().orElseThrow();
        return Long.parseLong(found.group(1)) / 1024;
    }
}
