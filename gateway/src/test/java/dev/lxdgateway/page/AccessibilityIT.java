package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.lxdgateway.support.Lab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether people can use the page who see little or nothing of it, as far as axe-core can tell. */
class AccessibilityIT extends WithOnePage {

    private void hasNoFindings(String place) {
        assertThat(Axe.findings(page.page())).as(place).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DARK", "LIGHT"})
    void hasNoSeriousFindings(ColorScheme colours) {
        page.page().emulateMedia(new EmulateMediaOptions().setColorScheme(colours));
        page.page().navigate("/");
        assertThat(page.token()).isFocused();
        hasNoFindings("sign-in");

        shell(anyRemote()).type("ls --color /\n").awaitPrompt();
        hasNoFindings("terminal");
        page.press("Control+Shift+F").type("usr");
        hasNoFindings("find");
        page.press("Escape").press("Control+Shift+L");
        hasNoFindings("commands");
        page.press("Escape").press("Control+Shift+O");
        hasNoFindings("start dialog");
        page.press("Escape").command("Settings");
        hasNoFindings("settings");
        page.press("Escape").press("Control+Shift+S");
        hasNoFindings("signals");
        page.press("Escape").press("Control+Shift+D").awaitPrompt();
        page.button("Menu").click();
        hasNoFindings("tabs and menu");
        page.press("Escape");
        page.button("Find").focus();
        page.press("Control+Shift+PageUp").type("exit 3\n");
        assertThat(page.status()).hasText("Exited with code 3");
        hasNoFindings("end");
        page.press("Escape");
        assertThat(page.session(page.sessions().getFirst())).isVisible();
        hasNoFindings("list");
    }

    @Test
    void hasNoSeriousFindingsInHighContrast() {
        shell(anyRemote());
        page.command("Settings");
        page.field("Colours").selectOption("High contrast");
        hasNoFindings("settings");
        page.press("Escape");
        hasNoFindings("terminal");
    }

    @Test
    void movesNothingWhileItLoads() {
        page.page()
                .addInitScript("window.shift = 0; new PerformanceObserver(list => {"
                        + " for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value; })"
                        + ".observe({ type: 'layout-shift', buffered: true });");
        page.signIn(TOKEN);
        for (var remote : Lab.get().remotes()) {
            assertThat(page.instance(remote, "demo")).isVisible();
        }
        page.page().reload();
        for (var remote : Lab.get().remotes()) {
            assertThat(page.instance(remote, "demo")).isVisible();
        }
        assertThat(((Number) page.page().evaluate("() => window.shift")).doubleValue())
                .isLessThan(0.01);

        page.enter(anyRemote(), "demo");
        assertThat(((Number) page.page().evaluate("() => window.shift")).doubleValue())
                .isLessThan(0.01);
    }

    @Test
    void speaksInScreenReaderMode() {
        shell(anyRemote());
        page.command("Settings");
        page.page().getByLabel("Screen reader mode").check();
        page.press("Escape");

        page.type("echo heard\n").awaitLine("heard");

        assertThat(page.page().locator(".pane.active .xterm-accessibility-tree"))
                .containsText("heard");
    }
}
