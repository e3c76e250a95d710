package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.lxdgateway.support.Lab;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page that describes the API, as everybody may read it. */
class ApiPageIT extends WithOnePage {

    private static final Pattern OPERATION = Pattern.compile("(?m)^      operationId: ");

    @Test
    void describesEveryOperationWithoutASignIn() {
        page.page().navigate("/api.html");

        assertThat(page.heading("HTTP API")).isVisible();
        var operations = OPERATION
                .matcher(api().get("/api/v1/openapi.yaml").response().body())
                .results()
                .count();
        assertThat(operations).isPositive();
        assertThat(page.page().locator(".operation")).hasCount((int) operations);
        assertThat(page.page().locator(".contents-list a .method")).hasCount((int) operations);
    }

    @ParameterizedTest
    @EnumSource(names = {"DARK", "LIGHT"})
    void hasNoSeriousFindings(ColorScheme colours) {
        page.page().emulateMedia(new EmulateMediaOptions().setColorScheme(colours));
        page.page().navigate("/api.html");

        assertThat(page.heading("HTTP API")).isVisible();
        assertThat(Axe.findings(page.page())).isEmpty();
    }

    @Test
    void goesToTheOperationThatAnAddressNames() {
        page.page().navigate("/api.html#endSession");

        assertThat(page.heading("End a session")).isInViewport();
        assertThat(contents("DELETE End a session")).hasAttribute("aria-current", "true");
        assertThat(contents("DELETE End a session")).isInViewport();
    }

    @Test
    void goesFromAProblemToWhatItMeans() {
        page.page().navigate("/api.html#signalSession");

        page.page()
                .locator("#signalSession")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("session-ended"))
                .click();

        assertThat(page.page().getByRole(AriaRole.ROW, new GetByRoleOptions().setName("session-ended")))
                .isInViewport();
    }

    @Test
    void foldsItsContentsOnAPhone() {
        page.page().setViewportSize(390, 780);
        page.page().navigate("/api.html");
        assertThat(contents("Send a signal")).isHidden();

        page.page().getByText("Contents").click();
        contents("Send a signal").click();

        assertThat(page.heading("Send a signal")).isInViewport();
        assertThat(contents("Send a signal")).isHidden();
        assertThat((Boolean) page.page().evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing sticks out at the side")
                .isTrue();
    }

    @Test
    void isACommandOfThePage() {
        page.signIn(TOKEN);
        assertThat(page.instance(Lab.get().remotes().getFirst(), "demo")).isVisible();

        var opened = page.page().waitForPopup(() -> page.command("HTTP API"));

        assertThat(opened.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("HTTP API")))
                .isVisible();
    }

    private Locator contents(String name) {
        return page.page()
                .locator(".contents-list")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
    }
}
