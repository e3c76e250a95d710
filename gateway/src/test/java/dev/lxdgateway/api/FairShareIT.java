package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.ExecSocket;
import dev.lxdgateway.support.WithGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** One caller's floods beside another's shell. The rate is far below what any machine can do. */
@TestPropertySource(properties = "gateway.limits.output-rate=" + FairShareIT.RATE + "B")
class FairShareIT extends WithGateway {

    static final int RATE = 2_000_000;

    private static final int FLOODS = 8;
    private static final int KEYS = 100;
    private static final Duration PERSON = Duration.ofMillis(20);

    private final List<ExecSocket> floods = new ArrayList<>();

    @DynamicPropertySource
    static void policy(DynamicPropertyRegistry registry) {
        var file = Path.of("src/test/resources/limits/policy.yaml").toAbsolutePath();
        registry.add("gateway.access.policy", file::toString);
    }

    @AfterEach
    void endAll() {
        floods.forEach(ExecSocket::close);
        for (var session : api().get("/api/v1/sessions").json().path("items")) {
            api().delete("/api/v1/sessions/" + session.path("id").asString());
        }
    }

    private Api as(String name) {
        var unique = name + "-" + UUID.randomUUID();
        var made = api().post("/api/v1/tokens", Map.of("name", unique, "expiresIn", "1h"));
        return new Api(api().base(), made.json().path("token").asString());
    }

    private ExecSocket flood(Api caller, String remote) {
        var flood = caller.pipes(remote, "cat", "/dev/zero");
        floods.add(flood);
        return flood;
    }

    private long received() {
        return floods.stream().mapToLong(ExecSocket::received).sum();
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void leavesTheShellAloneAndHoldsTheFloodBack(String remote) {
        var flooder = as("flooder");
        try (var shell = as("person").terminal(remote, "cat")) {
            shell.awaitFrame("attached");
            echo(shell);
            var alone = echo(shell);
            for (int i = 0; i < FLOODS; i++) {
                flood(flooder, remote);
            }
            await().until(() -> received() > RATE);

            long before = received();
            long start = System.nanoTime();
            var beside = echo(shell);
            double rate = (received() - before) * 1e9 / (System.nanoTime() - start);

            System.out.printf("%s: echo %s alone, %s beside %.1f MB/s%n", remote, alone, beside, rate / 1e6);
            assertThat(rate).isLessThan(2 * RATE);
            assertThat(beside.median).isLessThan(alone.median.multipliedBy(10).plusMillis(50));
            floods.getFirst().send(Map.of("type", "signal", "signal", "INT"));
            assertThat(floods.getFirst().awaitExit().path("signal").asString()).isEqualTo("INT");
        }
    }

    @Test
    void givesEachCallerTheSameHoweverManySessionsItHas() {
        var remote = labKinds().iterator().next();
        var one = as("one");
        var single = flood(one, remote);
        var many = as("many");
        for (int i = 0; i < FLOODS; i++) {
            flood(many, remote);
        }
        await().until(() -> received() > 2 * RATE);

        long before = received();
        long beforeSingle = single.received();
        await().atMost(Duration.ofMinutes(1)).until(() -> received() - before > 4 * RATE);

        double share = (double) (single.received() - beforeSingle) / (received() - before);
        assertThat(share).isBetween(0.25, 0.75);
        assertThat(api().get("/api/v1/limits").json().path("limits").valueStream())
                .filteredOn(limit -> limit.path("name").asString().equals("output-rate"))
                .singleElement()
                .satisfies(limit -> assertThat(limit.path("hits").asLong()).isPositive());
    }

    @Test
    void losesNothingOfWhatItHoldsBackAndLetsAnInterruptThrough() {
        var remote = labKinds().iterator().next();
        flood(as("flooder"), remote);
        var caller = as("caller");
        try (var whole = caller.pipes(remote, "head", "-c", "3000000", "/dev/zero");
                var terminal = caller.terminal(remote, "sh")) {
            terminal.type("cat /dev/zero\n");
            await().until(() -> terminal.received() > 500_000);
            terminal.type("\u0003");
            terminal.type("echo x\"y\"z\n");
            terminal.awaitOutput("xyz");

            var exit = whole.awaitExit();
            assertThat(whole.received()).isEqualTo(3_000_000);
            assertThat(exit.path("sha256").path("stdout").asString()).isEqualTo(whole.sha256OfOutput());
            assertThat(exit.path("tail").asString()).isEqualTo("complete");
        }
    }

    private record Echo(Duration median, Duration p99) {

        @Override
        public String toString() {
            return "p50 %.1f ms p99 %.1f ms".formatted(median.toNanos() / 1e6, p99.toNanos() / 1e6);
        }
    }

    /** From a key to its echo. */
    private static Echo echo(ExecSocket shell) {
        var took = new Duration[KEYS];
        for (int i = 0; i < KEYS; i++) {
            long before = shell.received();
            long start = System.nanoTime();
            shell.type(i % 40 == 39 ? "\n" : "x");
            await().pollInterval(Duration.ofMillis(1))
                    .pollDelay(Duration.ZERO)
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> shell.received() > before);
            took[i] = Duration.ofNanos(System.nanoTime() - start);
            LockSupport.parkNanos(PERSON.toNanos());
        }
        Arrays.sort(took);
        return new Echo(took[KEYS / 2], took[KEYS * 99 / 100]);
    }
}
