package dev.lxdgateway.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.WithGateway;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Much in and much out over exec.v1: whole, and no further ahead than the window. */
class FlowIT extends WithGateway {

    private static final int WINDOW = 256 * 1024;

    @ParameterizedTest
    @MethodSource("labRemotes")
    void streamsAHundredMegabytesWhole(String remote) {
        try (var pipes = api().pipes(remote, "sh", "-c", "head -c 100000000 /dev/zero")) {
            pipes.acknowledge();
            var exit = pipes.awaitExit();

            assertThat(pipes.received()).isEqualTo(100_000_000);
            assertThat(exit.path("bytes").path("stdout").asLong()).isEqualTo(100_000_000);
            assertThat(exit.path("sha256").path("stdout").asString()).isEqualTo(pipes.sha256OfOutput());
            assertThat(exit.path("exitCode").asInt()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void losesNothingForAClientThatStops(String remote) throws Exception {
        try (var pipes = api().pipes(remote, "sh", "-c", "seq 1 300000; exit 6")) {
            pipes.awaitFrame("attached");
            pipes.pause();
            TimeUnit.MILLISECONDS.sleep(2500);
            pipes.resume();
            var exit = pipes.awaitExit();

            assertThat(exit.path("exitCode").asInt()).isEqualTo(6);
            assertThat(exit.path("bytes").path("stdout").asLong()).isEqualTo(pipes.received());
            assertThat(pipes.output()).endsWith("299999\n300000\n");
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void sendsNoMoreThanTheWindowAheadOfTheAcks(String remote) {
        try (var terminal = api().terminal(remote, "sh")) {
            terminal.send(Map.of("type", "ack", "bytes", 0));
            terminal.type("yes | head -c 3000000\n");
            await().during(Duration.ofMillis(700))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> terminal.received() == WINDOW);

            terminal.acknowledge();
            await().atMost(Duration.ofSeconds(30)).until(() -> terminal.received() > 3_000_000);
            terminal.type("exit\n");
            terminal.awaitExit();
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void takesAPasteOfTenMegabytesInOrder(String remote) {
        var paste = new byte[10_000_000];
        new Random(11).nextBytes(paste);
        try (var pipes = api().pipes(remote, "sha256sum")) {
            for (int from = 0; from < paste.length; from += 20_000) {
                pipes.input(Arrays.copyOfRange(paste, from, Math.min(from + 20_000, paste.length)));
            }
            pipes.send(Map.of("type", "eof"));
            pipes.awaitExit();

            assertThat(pipes.output()).startsWith(sha256(paste));
        }
    }

    /** A process that writes before it reads on must not wait for acks that wait behind its own input. */
    @ParameterizedTest
    @MethodSource("labRemotes")
    void doesNotDeadlockOnAnEcho(String remote) {
        var data = new byte[8_000_000];
        new Random(12).nextBytes(data);
        try (var pipes = api().pipes(remote, "cat")) {
            pipes.acknowledge();
            for (int from = 0; from < data.length; from += 32_000) {
                pipes.input(Arrays.copyOfRange(data, from, Math.min(from + 32_000, data.length)));
            }
            pipes.send(Map.of("type", "eof"));
            pipes.awaitExit();

            assertThat(pipes.sha256OfOutput()).isEqualTo(sha256(data));
        }
    }

    private static String sha256(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
