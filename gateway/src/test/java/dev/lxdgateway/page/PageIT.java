package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A shell in the browser: typing, pasting, floods, reloads and ends. */
class PageIT extends WithOnePage {

    @ParameterizedTest
    @MethodSource("labKinds")
    void runsAShellFromTheSignInToItsExit(String remote) {
        shell(remote).type("echo hi\n").awaitLine("hi");
        page.type("stty size\n").awaitLine(page.size());
        var before = page.size();
        page.page().setViewportSize(1240, 760);
        page.type("until [ \"$(stty size)\" != '%s' ]; do :; done; stty size\n".formatted(before))
                .awaitLine(page.size());

        page.type("exit 3\n");

        assertThat(page.status()).hasText("Exited with code 3");
        assertThat(page.button("Instances")).isVisible();
        assertThat(page.size()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void showsTheExitDespiteABackgroundTask(String remote) {
        try {
            shell(remote).type("yes >/dev/null &\n").awaitPrompt();

            page.type("exit\n");

            assertThat(page.button("Start again")).isVisible(new IsVisibleOptions().setTimeout(2000));
            assertThat(page.status()).hasText("Exited with code 0");
        } finally {
            api().exec(remote, "killall", "yes");
        }
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void saysWhichSignalEndedTheShell(String remote) {
        shell(remote).type("kill -9 $$\n");

        assertThat(page.status()).hasText("Ended by SIGKILL (code 137)");
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void startsAgainBelowWhatWasThere(String remote) {
        shell(remote).type("echo first\n").awaitLine("first");
        page.type("exit 3\n");
        assertThat(page.button("Start again")).isFocused();

        page.press("Enter").awaitPrompt().type("echo second\n").awaitLine("second");

        assertThat(page.lines()).contains("first");
        assertThat(page.sessions()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void leavesTheEndOfASessionForTheListByEscape() {
        shell(anyRemote()).type("exit\n");
        assertThat(page.status()).hasText("Exited with code 0");

        page.press("Escape");

        assertThat(page.heading("Instances")).isVisible();
    }

    /** Without the terminal's echo: Linux drops of it what is faster than the server reads. */
    @ParameterizedTest
    @MethodSource("labKinds")
    void pastesTextWhole(String remote) {
        var text = IntStream.rangeClosed(1, 2000)
                .mapToObj("%d: Grüße, 世界 🎉, 'quoted' $(not run)\n"::formatted)
                .collect(Collectors.joining());
        var file = "/tmp/" + UUID.randomUUID();
        shell(remote)
                .type("stty -echo; echo ready; cat >%1$s; stty echo; tail -n 1 %1$s\n".formatted(file))
                .awaitLine("ready");

        page.paste(text);
        assertThat(page.button("Paste")).isFocused();
        page.press("Enter");
        assertThat(page.button("Paste")).isHidden();
        page.press("Control+d");

        page.awaitLine("2000: Grüße, 世界 🎉, 'quoted' $(not run)");
        assertThat(contentOf(remote, file)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void marksAPasteForProgramsThatAskForIt(String remote) {
        var file = "/tmp/" + UUID.randomUUID();
        shell(remote)
                .type("printf '\\033[?2004h'; echo ready; cat >" + file + "\n")
                .awaitLine("ready");

        page.paste("rm -r ü\nls").press("Enter").press("Control+d");

        page.awaitPrompt();
        assertThat(contentOf(remote, file)).isEqualTo("\u001b[200~rm -r ü\nls\u001b[201~\n");
    }

    private String contentOf(String remote, String file) {
        var content = api().exec(remote, "cat", file).path("stdout").asString();
        api().exec(remote, "rm", file);
        return content;
    }

    @Test
    void copiesWhatIsSelected() {
        shell(anyRemote()).type("echo 'Grüße, 世界 🎉'\n").awaitLine("Grüße, 世界 🎉");
        page.select("Grüße, 世界 🎉");

        page.press("Control+Shift+C");

        await().pollInSameThread()
                .untilAsserted(() -> assertThat(page.clipboard()).isEqualTo("Grüße, 世界 🎉"));
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void showsAFloodOfOutputWhole(String remote) {
        shell(remote).type("seq 1 100000\n").awaitLine("100000").awaitPrompt();

        var lines = page.lines();
        var end = lines.indexOf("100000") + 1;
        var kept = lines.subList(0, end);
        assertThat(kept)
                .hasSizeGreaterThan(9_900)
                .isEqualTo(IntStream.rangeClosed(100_001 - end, 100_000)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void givesThePromptBackUnderAFlood(String remote) {
        shell(remote).type("yes\n");
        page.awaitLines(5_000);

        page.press("Control+c").awaitPrompt(Duration.ofSeconds(3));

        page.type("echo back\n").awaitLine("back");
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void goesOnWithTheSameSessionAfterAReload(String remote) {
        shell(remote).type("mine=42; seq 1 300\n").awaitLine("300").awaitPrompt();
        var before = page.lines();

        page.page().reload();

        page.awaitPrompt();
        assertThat(page.lines()).isEqualTo(before);
        page.type("echo $mine\n").awaitLine("42");
        assertThat(Set.copyOf(page.sessions())).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void missesNothingOfALostConnection(String remote) {
        var connections = new ArrayList<WebSocketRoute>();
        page.page().routeWebSocket(Pattern.compile("/attach"), connection -> {
            connection.connectToServer();
            connections.add(connection);
        });
        shell(remote).type("echo before\n").awaitLine("before").awaitPrompt();
        connections.getFirst().close(new WebSocketRoute.CloseOptions().setCode(4999));
        assertThat(page.status()).hasText("Reconnecting…");
        try (var other = api().attach(page.sessions().getFirst(), "")) {
            other.type("echo $((40 + 2))\n");
            other.awaitOutput("42\r\n");
        }

        page.awaitLine("42").awaitPrompt();

        assertThat(page.lines()).containsOnlyOnce("before", "42");
    }
}
