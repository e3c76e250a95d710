package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signals, the end of input and the end of a session, and what is said about them. */
class SessionEndIT extends WithOnePage {

    @ParameterizedTest
    @MethodSource("labKinds")
    void sendsASignalByNameFromTheKeyboard(String remote) {
        shell(remote).type("trap 'echo got it' USR1\n").awaitPrompt();

        page.press("Control+Shift+S").type("usr1\n");
        page.page().getByText("Sent USR1").waitFor();

        page.type("\n").awaitLine("got it");
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void sendsASignalFromTheMenuAndSaysWhatItMeant(String remote) {
        shell(remote);
        page.button("Signal").click();
        page.page().getByText("end at once; it can't be caught").click();

        assertThat(page.status()).hasText("Ended by SIGKILL (code 137)");
        assertThat(page.button("Start again")).isFocused();
    }

    @Test
    void endsTheInput() {
        shell(anyRemote()).type("cat; echo over\n");

        page.command("End of input");

        page.awaitLine("over");
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void endsASessionByTheLadderAndShowsHowFarItIs(String remote) {
        shell(remote).type("trap '' HUP; echo deaf\n").awaitLine("deaf").awaitPrompt();
        page.press("Control+Shift+X");
        assertThat(page.dialog()).containsText("gets HUP; then TERM and KILL");
        page.press("Enter");

        assertThat(page.status()).hasText("Ending…");
        assertThat(page.page().getByText("HUP sent 2 s ago")).isVisible();
        assertThat(page.status()).hasText("Hung up by SIGKILL (code 137)", new HasTextOptions().setTimeout(15_000));
        assertThat(page.button("Start again")).isVisible();
    }

    @Test
    void keepsTheTextToBeSearchedAndCopiedAfterTheEnd() {
        shell(anyRemote()).type("echo the needle is here\n").awaitLine("the needle is here");
        page.type("exit 1\n");
        assertThat(page.status()).hasText("Exited with code 1");

        page.press("Control+Shift+F").type("needle");
        assertThat(page.page().getByText("2 of 2")).isVisible();
        page.press("Escape").press("Control+Shift+C");

        page.awaitClipboard("needle");
    }
}
