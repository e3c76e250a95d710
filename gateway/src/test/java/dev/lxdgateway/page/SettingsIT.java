package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Search, clipboard, bell and what a person can choose. */
class SettingsIT extends WithOnePage {

    private static String osc52(String text) {
        var base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return "printf '\\033]52;c;%s\\007'; echo sent\n".formatted(base64);
    }

    @Test
    void findsWhatHasScrolledAway() {
        shell(anyRemote()).type("seq 1 500\n").awaitLine("500").awaitPrompt();

        page.press("Control+Shift+F").type("77");
        assertThat(page.page().getByText("5 of 5")).isVisible();
        page.press("Enter");
        assertThat(page.page().getByText("4 of 5")).isVisible();
        assertThat(page.selection()).isEqualTo("77");
        page.press("Shift+Enter");
        assertThat(page.page().getByText("5 of 5")).isVisible();

        page.press("Escape").type("echo back\n").awaitLine("back");
    }

    @Test
    void letsNoProgramCopyUnlessOneWantsIt() {
        shell(anyRemote());
        page.page().evaluate("() => navigator.clipboard.writeText('mine')");
        page.type(osc52("theirs")).awaitLine("sent");
        assertThat(page.clipboard()).isEqualTo("mine");

        page.press("Control+Shift+<");
        page.field("Let programs copy to the clipboard").check();
        page.button("Done").click();
        page.type(osc52("Grüße"));

        page.awaitClipboard("Grüße");
    }

    @Test
    void keepsWhatOneChose() {
        shell(anyRemote());
        page.command("Settings");
        page.field("Font size").fill("20");
        page.field("Font size").press("Tab");
        page.field("Colours").selectOption("High contrast");
        page.field("Cursor").selectOption("Bar");
        page.press("Escape");

        page.page().reload();
        page.awaitPrompt();

        assertThat(page.option("fontSize")).isEqualTo("20");
        assertThat(page.option("cursorStyle")).isEqualTo("bar");
        assertThat(page.option("theme.background")).isEqualTo("#000000");
        page.type("stty size\n").awaitLine(page.size());
    }

    @Test
    void flashesAtABell() {
        shell(anyRemote());
        page.page()
                .evaluate(
                        "() => { window.rang = false; new MutationObserver(() => { window.rang = true; })"
                                + ".observe(document.querySelector('.pane.active .terminal'), { attributeFilter: ['class'] }); }");

        page.type("printf '\\007'\n");

        page.page().waitForFunction("() => window.rang");
    }

    @Test
    void listsEveryCommandOutsideTheTerminalByAQuestionMark() {
        page.signIn(TOKEN);
        assertThat(page.field("Filter instances")).isFocused();
        page.type("?");

        assertThat(page.dialog()).containsText("Commands and keys");
        assertThat(page.page().getByRole(AriaRole.OPTION).first()).isVisible();
    }

    @Test
    void leavesTheShellItsKeys() {
        shell(anyRemote()).type("cat -v\n");

        page.type("?");
        for (var key :
                new String[] {"Control+f", "Control+s", "Control+q", "Control+k", "Alt+d", "Alt+1", "Control+o"}) {
            page.press(key);
        }
        page.press("Enter");

        page.awaitLine("?^F^K^[d^[1^O");
    }
}
