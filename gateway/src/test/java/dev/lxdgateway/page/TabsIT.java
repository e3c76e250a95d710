package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several sessions in one window. */
class TabsIT extends WithOnePage {

    private void open(String name) {
        page.press("Control+Shift+D")
                .awaitPrompt()
                .type("me=%s; echo $me is here\n".formatted(name))
                .awaitLine(name + " is here")
                .awaitPrompt();
        page.command("Rename the tab").type(name + "\n");
        assertThat(page.tabs().last()).hasText(name);
    }

    private void hasTabs(String... names) {
        assertThat(page.tabs()).hasText(names);
    }

    private Locator active() {
        return page.page().locator(".tabs a[aria-current=page]");
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void keepsEachTabItsSessionAlsoOverAReload(String remote) {
        shell(remote).type("me=first\n").awaitPrompt();
        open("second");
        page.type("cd /tmp\n").awaitPrompt();
        page.press("Control+Shift+PageUp").awaitPrompt().type("echo $me\n").awaitLine("first");
        var sessions = Set.copyOf(page.sessions());

        page.page().reload();

        page.awaitPrompt().awaitLine("first").type("echo again $me\n").awaitLine("again first");
        assertThat(page.tabs()).containsText(new String[] {"demo", "second"});
        page.press("Control+Shift+PageDown")
                .awaitPrompt()
                .type("echo $me in $PWD\n")
                .awaitLine("second in /tmp");
        assertThat(Set.copyOf(page.sessions())).isEqualTo(sessions).hasSize(2);
    }

    @Test
    void movesTabsByMouseAndByKeyboard() {
        shell(anyRemote());
        open("b");
        open("c");
        hasTabs("demo", "b", "c");

        page.press("Alt+Shift+PageUp");
        hasTabs("demo", "c", "b");
        page.tabs().first().focus();
        page.press("Alt+ArrowRight");
        hasTabs("c", "demo", "b");
        page.page()
                .locator(".tabs li")
                .last()
                .dragTo(page.page().locator(".tabs li").first());
        hasTabs("b", "c", "demo");
        assertThat(active()).hasText("c");
    }

    @Test
    void takesTheTitleThatAProgramSets() {
        shell(anyRemote()).type("printf '\\033]2;building all\\007'\n");

        assertThat(active()).hasText("building all");
        assertThat(page.page()).hasTitle("building all · " + anyRemote());
    }

    @Test
    void marksATabThatRangBehindAnother() {
        var file = "/tmp/" + newName();
        shell(anyRemote()).type("until rm %s; do sleep 0.1; done 2>/dev/null; printf '\\007'\n".formatted(file));
        open("front");
        api().exec(anyRemote(), "touch", file);

        assertThat(page.tabs().first()).hasText(Pattern.compile("demo\\s*bell"));
        page.tabs().first().click();
        hasTabs("demo", "front");
    }

    @Test
    void goesOnBehindTheListAndShowsTheSameTerminalAfterwards() {
        shell(anyRemote()).type("echo kept\n").awaitLine("kept");
        page.press("Control+Shift+H").press("Enter");
        page.session(page.sessions().getFirst())
                .getByRole(com.microsoft.playwright.options.AriaRole.LINK)
                .click();

        page.awaitLine("kept").awaitPrompt();
        assertThat(page.sessions()).hasSize(1);
    }

    @Test
    void closesATabAndLeavesItsSessionRunning() {
        shell(anyRemote());
        open("second");
        page.command("Close the tab");
        page.button("Close tab").click();

        hasTabs("demo");
        page.awaitPrompt();
        var closed = page.sessions().getLast();
        assertThat(api().get("/api/v1/sessions/" + closed).json().path("state").asString())
                .isEqualTo("running");
    }
}
