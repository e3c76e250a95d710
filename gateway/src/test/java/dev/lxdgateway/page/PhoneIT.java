package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** The page on a phone, with keys that its keyboard lacks. */
class PhoneIT extends WithOnePage {

    @Override
    NewContextOptions options() {
        return super.options().setViewportSize(390, 780).setHasTouch(true).setIsMobile(true);
    }

    private Locator key(String name) {
        return page.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void hasTheKeysThatAShellNeeds() {
        shell(anyRemote()).type("cat; echo $((1 + 1)) after\n");

        key("Ctrl").click();
        page.type("c");
        page.awaitPrompt();
        key("Up").click();
        key("Ctrl").click();
        page.type("u");
        page.type("echo ok");
        key("Home").click();
        page.type("#").press("Enter");
        page.awaitPrompt();
        key("Up").click();
        key("Home").click();
        key("Del").click();
        page.press("Enter");

        page.awaitLine("ok");
    }

    @Test
    void fitsTheScreen() {
        shell(anyRemote());

        var widths = page.page().evaluate("() => document.documentElement.scrollWidth <= innerWidth");
        assertThat(widths).isEqualTo(true);
        assertThat(key("Esc")).isInViewport();
        assertThat(page.status()).isInViewport();
        page.type("stty size\n").awaitLine(page.size());
    }
}
