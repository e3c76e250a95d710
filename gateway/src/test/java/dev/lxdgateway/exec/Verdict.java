package dev.lxdgateway.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Judges the results of a case. */
final class Verdict {

    private static final int LAST_SIGNAL = 64;
    private static final int LONG = 20_000;

    private final ExecCase of;
    private final LabServer server;
    private final AtomicInteger losses;

    /**
     * How to judge.
     *
     * @param losses counts the ends of terminals' outputs that were lost where the server is known to lose some
     */
    Verdict(ExecCase of, LabServer server, AtomicInteger losses) {
        this.of = of;
        this.server = server;
        this.losses = losses;
    }

    void check(List<Result> results) {
        var model = results.getFirst();
        for (var result : results) {
            if (!of.vanishes) {
                checkCode(result, of.code != null ? of.code : model.exitCode());
                checkOutput(result, of.stdout != null ? of.stdout : model.stdout());
                assertThat(result.stderr())
                        .as("stderr by " + result.way())
                        .isEqualTo(of.stderr != null ? of.stderr : model.stderr());
            }
            if (result.exit() != null) {
                checkExit(result);
            }
        }
    }

    private void checkCode(Result result, @Nullable Integer expected) {
        assertThat(result.exitCode())
                .as("exit code by %s, which says %s", result.way(), result.exit())
                .isEqualTo(expected);
    }

    private void checkOutput(Result result, String expected) {
        var output = assertThat(brief(result.stdout())).as("stdout by " + result.way());
        switch (of.match) {
            case EXACT -> {
                if (!lostItsEnd(result, expected)) {
                    output.isEqualTo(brief(expected));
                }
            }
            case BEGINS -> {
                if (!lostItsEnd(result, expected)) {
                    assertThat(result.stdout()).as("stdout by " + result.way()).startsWith(expected);
                }
            }
            case CONTAINS ->
                assertThat(result.stdout()).as("stdout by " + result.way()).contains(expected);
        }
    }

    /** LXD 5.0.2 may lose the end of a terminal's output, for its own client and the gateway alike; never anything else. */
    private boolean lostItsEnd(Result result, String expected) {
        var output = result.stdout();
        boolean lost = of.terminal
                && server.cutsTerminals()
                && !output.equals(expected)
                && (expected.startsWith(output) || (of.stdout == null && output.startsWith(expected)));
        if (lost) {
            losses.incrementAndGet();
        }
        return lost;
    }

    /** What is long is told by its digest. */
    private static String brief(String text) {
        return text.length() < LONG
                ? text
                : "%d bytes, SHA-256 %s"
                        .formatted(text.length(), Sha256.hex(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private void checkExit(Result result) {
        var exit = Objects.requireNonNull(result.exit());
        assertThat(exit.path("tail").asString())
                .as("tail by %s, which says %s", result.way(), exit.path("detail"))
                .isIn(tails());
        assertThat(exit.path("reason").asString())
                .as("reason by " + result.way())
                .isEqualTo(reason(result));
        assertThat(result.took()).as("time by " + result.way()).isLessThan(of.within);
    }

    private Set<String> tails() {
        var tails = new HashSet<String>();
        if (of.floods || of.isHeldBackBy(server)) {
            tails.add("cut");
        }
        if (of.terminal && server.cutsTerminals()) {
            tails.add("unverified");
        } else if (!of.isHeldBackBy(server)) {
            tails.add("complete");
        }
        return tails;
    }

    private String reason(Result result) {
        if (of.reason != null) {
            return of.reason;
        }
        var code = result.exitCode();
        return code != null && code > 128 && code <= 128 + LAST_SIGNAL ? "signal" : "exited";
    }
}
