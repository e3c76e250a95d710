package dev.lxdgateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person waits for under a flood of output. */
class FloodIT extends WithPage {

    private static final int LINK = 2_000_000;

    /** What it takes on one that does nothing else is in docs/terminal.md; output that is not overtaken takes far longer. */
    private static final Duration ON_A_BUSY_MACHINE = Duration.ofSeconds(3);

    /** Measures in the page, from the key to the prompt on the screen. */
    private static final String INTERRUPT = """
            () => new Promise((resolve) => {
              const start = performance.now();
              const look = () => {
                const buffer = term.buffer.active;
                const line = buffer.getLine(buffer.baseY + buffer.cursorY).translateToString(true);
                if (/^\\S+[$#] $/.test(line)) resolve(performance.now() - start);
                else setTimeout(look, 1);
              };
              term.input("\\x03");
              look();
            })""";

    @ParameterizedTest
    @MethodSource("labKinds")
    void givesThePromptBackAtOnce(String remote) {
        assertThat(interrupt(remote)).isLessThan(ON_A_BUSY_MACHINE);
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void givesThePromptBackSoonBehindASlowLink(String remote) {
        network.limit(LINK);

        assertThat(interrupt(remote)).isLessThan(ON_A_BUSY_MACHINE);
    }

    private Duration interrupt(String remote) {
        var page = shell(remote);
        var took = new ArrayList<Duration>();
        for (var flood : List.of("yes", "seq 1 100000000", "yes")) {
            page.type(flood + "\n");
            page.awaitLines(5_000);
            page.page().waitForTimeout(1_000);
            var ms = ((Number) page.page().evaluate(INTERRUPT)).longValue();
            took.add(Duration.ofMillis(ms));
            page.awaitPrompt();
        }
        System.out.printf("^C on %s: %s%n", remote, took);
        return took.stream().sorted().toList().get(1);
    }
}
