package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.lxdgateway.support.Lab;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Large pastes. */
class PasteIT extends WithPage {

    @ParameterizedTest
    @MethodSource("labKinds")
    void arriveWholeAndInOrderWithTheirProgressShown(String remote) throws Exception {
        var text = numbers(10_000_000);
        var page = shell(remote).type("stty raw opost -echo; echo ready; head -c 10000000 | sha256sum; stty sane\n");
        page.awaitLine("ready");

        paste(page, text);

        assertThat(progress(page)).containsText(" of 10.0 MB");
        network.cut();
        var hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        page.awaitLine(hash + "  -", Duration.ofSeconds(60));
        assertThat(progress(page)).isHidden();
        page.awaitPrompt();
    }

    @Test
    void canBeStopped() {
        var remote = Lab.get().remotes().getFirst();
        api().exec(remote, "rm", "-f", "/tmp/reads");
        var page = shell(remote)
                .type("stty raw opost -echo; echo ready; until [ -e /tmp/reads ]; do sleep 0.1; done;"
                        + " tr -cd '!' | head -c 1; echo; stty sane\n");
        page.awaitLine("ready");

        paste(page, numbers(10_000_000));
        assertThat(page.note()).hasText("Input waits: LXD takes no more until the program reads");
        page.button("Stop pasting").click();
        api().exec(remote, "touch", "/tmp/reads");
        page.type("!").awaitCursorLine("!");
        assertThat(progress(page)).isHidden();
        page.type("!").awaitPrompt();
    }

    private static String numbers(int length) {
        return IntStream.rangeClosed(1, length / 8).mapToObj("%07d "::formatted).collect(Collectors.joining());
    }

    /** The clipboard of the browser takes no such text from a test, but its event does. */
    private static void paste(TerminalPage page, String text) {
        page.page().evaluate("""
                text => {
                  const data = new DataTransfer();
                  data.setData("text/plain", text);
                  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
                  document.querySelector(".xterm-helper-textarea").dispatchEvent(event);
                }""", text);
    }

    private static Locator progress(TerminalPage page) {
        return page.page().locator(".paste-progress");
    }
}
