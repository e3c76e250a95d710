package dev.lxdgateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.audit.AuditVerifyCommand;
import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.GatewayProcess;
import dev.lxdgateway.support.Lab;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A gateway that is killed (kill -9) while it has work, and started anew where it was. */
@Timeout(600)
class KilledGatewayIT {

    private static final int KILLS = 3;

    @TempDir
    private Path directory = Path.of("unset");

    private final String mark = "mark-" + UUID.randomUUID();
    private final String background = "background-" + UUID.randomUUID();

    static List<String> remotes() {
        return Lab.get().remotes();
    }

    @ParameterizedTest
    @MethodSource("remotes")
    void isMissedByNobodyAfterItsNextStart(String remote) throws Exception {
        var random = new Random(remote.hashCode());
        try (var gateway = GatewayProcess.start(
                directory,
                "--gateway.remotes.%s.socket=%s".formatted(remote, Lab.get().value(remote, "SOCKET")),
                "--gateway.exec.output.memory=64KB",
                "--gateway.audit.file=" + directory.resolve("audit.ndjson"))) {
            var ownFiles = temporaryFiles();
            int known = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                var stop = new AtomicBoolean();
                var sessions = busy(gateway.api(), remote, stop);
                Thread.sleep(random.nextInt(1500));
                gateway.kill();
                stop.set(true);

                gateway.restart();

                assertLost(gateway, sessions);
                known += lost(gateway);
                assertThat(gateway.log()).contains(sessions);
                assertThat(temporaryFiles()).containsExactlyInAnyOrderElementsOf(ownFiles);
                assertNothingRuns(gateway.api(), remote);
            }
            assertThat(known).isGreaterThanOrEqualTo(KILLS * 4);
            // as with the server's own client
            assertThat(processes(gateway.api(), remote, background)).hasSize(KILLS);
            processes(gateway.api(), remote, background)
                    .forEach(process -> gateway.api().exec(remote, "kill", process));
            gateway.signal("TERM");
            assertThat(gateway.awaitExit(Duration.ofMinutes(1))).isZero();
        }
        assertThat(verify()).contains("none changed or missing");
        assertThat(Files.readAllLines(directory.resolve("audit.ndjson"))).isNotEmpty();
    }

    /** Starts a terminal, a silent command and one whose output goes to disk, and execs beside them; gives the sessions' ids. */
    private List<String> busy(Api api, String remote, AtomicBoolean stop) {
        var sessions = new ArrayList<String>();
        sessions.add(api.session(remote, marked("sh", true)));
        sessions.add(api.session(remote, marked("exec sleep 1000", false)));
        sessions.add(api.session(
                remote, marked("KILLED_MARK=%s sleep 1000 & exec sleep 1000".formatted(background), false)));
        sessions.add(api.session(remote, marked("yes; sleep 1000", false)));
        for (int i = 0; i < 4; i++) {
            Thread.ofVirtual().start(() -> {
                while (!stop.get()) {
                    try {
                        api.post("/api/v1/instances/demo/exec?remote=" + remote, marked("seq 1000", null));
                    } catch (IllegalStateException _) {
                        // as it is killed
                    }
                }
            });
        }
        return sessions;
    }

    private Map<String, Object> marked(String script, @Nullable Boolean interactive) {
        Map<String, Object> body =
                Map.of("command", List.of("sh", "-c", script), "environment", Map.of("KILLED_MARK", mark));
        if (interactive == null) {
            return body;
        }
        var session = new HashMap<>(body);
        session.put("interactive", interactive);
        return session;
    }

    private static void assertLost(GatewayProcess gateway, List<String> sessions) {
        var api = gateway.api();
        for (var session : sessions) {
            for (var path : List.of("", "/wait", "/output")) {
                var answer = api.get("/api/v1/sessions/" + session + path);
                assertThat(answer.status()).as("%s", answer).isEqualTo(410);
                assertThat(answer.code()).isEqualTo("session-lost");
            }
            try (var socket = api.attach(session, "")) {
                assertThat(socket.awaitClose()).isEqualTo(4410);
            }
        }
        assertThat(api.get("/api/v1/sessions/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    private static int lost(GatewayProcess gateway) {
        var metrics =
                gateway.management().get("/actuator/prometheus").response().body();
        return metrics.lines()
                .filter(line -> line.startsWith("gateway_sessions_lost_total "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    /** What is in the directories for temporary files: of the output, and of the web servers, without their numbers. */
    private List<String> temporaryFiles() throws IOException {
        var left = new ArrayList<String>();
        for (var place : List.of(directory.resolve("output"), directory.resolve("tmp"))) {
            if (Files.isDirectory(place)) {
                try (var files = Files.list(place)) {
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.startsWith("gateway-tests-"))
                            .map(name -> name.replaceAll("[.]\\d+$|any-.*", ""))
                            .forEach(left::add);
                }
            }
        }
        return left;
    }

    private void assertNothingRuns(Api api, String remote) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> processes(api, remote, mark).isEmpty());
    }

    private static List<String> processes(Api api, String remote, String mark) {
        var list = "grep -l %s /proc/[0-9]*/environ 2>/dev/null | cut -d / -f 3".formatted(mark);
        return api.exec(remote, "sh", "-c", list)
                .path("stdout")
                .asString()
                .lines()
                .toList();
    }

    private String verify() {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        AuditVerifyCommand.run(
                List.of("--spring.datasource.url=" + GatewayProcess.database(directory)), stream, stream);
        return out.toString(StandardCharsets.UTF_8);
    }
}
