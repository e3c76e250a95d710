package dev.lxdgateway.lxd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.ExecSocket;
import dev.lxdgateway.support.stub.StubExec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Output that is still on its way when the process exits and the server closes arrives whole, however far the client lags
 * and whatever pings come with it.
 */
class TailIT {

    private static final int PIECE = 32 * 1024;
    private static final int SLOW = 20_000;
    private static final Duration LIFE = Duration.ofMillis(1500);

    @TempDir
    private Path directory;

    private @Nullable StubbedGateway stubbed;

    @AfterEach
    void stop() throws Exception {
        if (stubbed != null) {
            stubbed.close();
        }
    }

    private StubbedGateway start(StubbedGateway.By by) throws Exception {
        stubbed = StubbedGateway.start(directory, by, Duration.ofSeconds(10));
        return stubbed;
    }

    /** A process that writes as fast as the server takes it, for a while, with a ping after each piece. */
    private static void flood(StubExec exec, AtomicLong written, CompletableFuture<Long> exited)
            throws InterruptedException {
        exec.awaitInput();
        var writer = Thread.ofVirtual().name("stub-writer").start(() -> {
            while (!exited.isDone()) {
                exec.stdout().binary(new byte[PIECE]);
                written.addAndGet(PIECE);
                exec.stdout().ping("ping");
            }
        });
        LockSupport.parkNanos(LIFE.toNanos());
        exited.complete(written.get());
        exec.processExited(0);
        writer.join();
        exec.stdout().ping("ping");
        exec.stdout().text("");
        exec.stdout().ping("ping");
        exec.socket("2").text("");
        exec.ended(0);
    }

    @ParameterizedTest
    @EnumSource
    void bringsAllToAClientThatLags(StubbedGateway.By by) throws Exception {
        var gateway = start(by);
        var written = new AtomicLong();
        var exited = new CompletableFuture<Long>();
        gateway.stub().runs(exec -> flood(exec, written, exited));

        try (var client = gateway.gateway().api().pipes("stub", "it")) {
            client.send(Map.of("type", "ack", "bytes", 0));
            client.type("go");
            lag(client, exited);
            client.acknowledge();
            var exit = client.awaitExit();

            assertThat(exit.path("tail").asString()).as(exit.toString()).isEqualTo("complete");
            assertThat(exit.path("exitCode").asInt(-1)).isZero();
            assertThat(exit.path("bytes").path("stdout").asLong()).isEqualTo(written.get());
            assertThat(client.received()).isEqualTo(written.get());
            assertThat(client.sha256OfOutput())
                    .isEqualTo(exit.path("sha256").path("stdout").asString());
        }
        assertThat(gateway.stub().last().socket("1").pongs()).isZero();
        gateway.gateway().awaitNothingLeft();
    }

    /** Acknowledges 20 kB a second until the process has exited. */
    private static void lag(ExecSocket client, CompletableFuture<Long> exited) {
        var acknowledged = new AtomicLong();
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            client.send(Map.of("type", "ack", "bytes", Math.min(client.received(), acknowledged.addAndGet(SLOW / 10))));
            return exited.isDone();
        });
    }
}
