package dev.lxdgateway.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Looks for lost bytes: many fast programs, by readers of every kind, a quarter of them while other processes keep all
 * cores busy. {@code dev/loss-hunt} makes it long.
 */
class LossHuntIT extends WithGateway {

    private static final int RUNS = Integer.getInteger("lossHunt.runs", 40);
    private static final String ONLY = System.getProperty("lossHunt.remote", "");
    private static final long SEED = Long.getLong("lossHunt.seed", System.nanoTime());
    private static final Tally TALLY = new Tally();

    static Stream<String> remotes() {
        return Lab.get().remotes().stream().filter(remote -> ONLY.isEmpty() || ONLY.equals(remote));
    }

    static Stream<String> remotesThatLoseTails() {
        return remotes().filter(Hunt::losesTerminalTails);
    }

    @AfterAll
    static void report() throws IOException {
        var report = "%s\n%d runs a mode, seed %d\n".formatted(TALLY.table(), RUNS, SEED);
        System.out.print(report);
        Files.writeString(Lab.root().resolve("gateway/target/loss-hunt.md"), report);
    }

    @ParameterizedTest
    @MethodSource("remotes")
    void losesNothingByPipes(String remote) {
        assertThat(hunt(remote, false)).isEmpty();
    }

    /** On a server that loses the end by itself, nothing but the end is missing, and the exit says that it may be. */
    @ParameterizedTest
    @MethodSource("remotes")
    void losesNothingInATerminal(String remote) {
        assertThat(hunt(remote, true)).isEmpty();
    }

    /** The margin is one that chance does not pass in a million runs, where both lose what the server loses. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("remotesThatLoseTails")
    void losesNoMoreInATerminalThanLxcExec(String remote) {
        var comparison = new Comparison(new Hunt(api(), remote, TALLY), remote, TALLY);

        var wrong = comparison.run(RUNS / 2, new Random(SEED));

        assertThat(wrong).isEmpty();
        assertThat((double) comparison.excess()).as(comparison.toString()).isLessThanOrEqualTo(comparison.margin());
    }

    private List<String> hunt(String remote, boolean terminal) {
        var random = new Random(SEED);
        var plan =
                Stream.generate(() -> Run.random(random, terminal)).limit(RUNS).toList();
        var hunt = new Hunt(api(), remote, TALLY);
        int calm = RUNS - RUNS / 4;
        var wrong = new ArrayList<>(hunt.run(plan.subList(0, calm)));
        try (var _ = new BusyCores()) {
            wrong.addAll(hunt.run(plan.subList(calm, RUNS)));
        }
        return wrong;
    }
}
