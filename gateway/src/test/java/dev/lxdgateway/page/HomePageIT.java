package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.lxdgateway.support.Lab;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first page: the sessions to come back to and the instances to enter. */
class HomePageIT extends WithOnePage {

    @Test
    void listsTheInstancesOfEveryRemote() {
        page.signIn(TOKEN);

        assertThat(page.heading("Instances")).isVisible();
        for (var remote : Lab.get().remotes()) {
            assertThat(page.instance(remote, "demo")).isVisible();
        }
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void goesFromTheSignInToTheShellAndBackByTheKeyboardAlone(String remote) {
        page.page().navigate("/");
        assertThat(page.token()).isFocused();
        page.type(TOKEN).press("Enter");
        assertThat(page.page().getByLabel("Filter instances")).isFocused();
        page.type(remote + " demo");
        assertThat(page.page().locator(".remotes").getByRole(AriaRole.LINK)).hasCount(remotesLike(remote));
        for (var sessions = page.sessionLinks().count(); sessions >= 0; sessions--) {
            page.press("ArrowDown");
        }
        assertThat(page.instance(remote, "demo")).isFocused();
        page.press("Enter").awaitPrompt().type("echo hi\n").awaitLine("hi");

        page.press("Control+Shift+H").press("Enter");

        assertThat(page.page().getByLabel("Filter instances")).isFocused();
    }

    private static int remotesLike(String remote) {
        return (int) Lab.get().remotes().stream()
                .filter(name -> name.contains(remote))
                .count();
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void keepsTheFocusWhenAnotherRemoteAnswersLate(String remote) {
        var late = new ArrayList<Route>();
        page.page().route(url -> url.contains("/instances?") && !url.endsWith("=" + remote), late::add);
        page.signIn(TOKEN);
        page.instance(remote, "demo").focus();

        page.page().waitForCondition(() -> late.size() == Lab.get().remotes().size() - 1);
        late.forEach(Route::resume);

        for (var other : Lab.get().remotes()) {
            assertThat(page.instance(other, "demo")).isVisible();
        }
        assertThat(page.instance(remote, "demo")).isFocused();
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void waitsForAStoppedInstanceAndEntersIt(String remote) {
        var name = newName();
        var lab = Lab.get();
        lab.client(remote, "init", lab.named(remote, "busybox"), lab.named(remote, name))
                .orFail();
        try {
            page.signIn(TOKEN);
            var row = page.remote(remote).getByRole(AriaRole.LISTITEM).filter(new FilterOptions().setHasText(name));
            assertThat(row).containsText("Stopped: start it first");
            assertThat(page.instance(remote, name)).isDisabled();

            page.button("Wait for " + name).click();
            assertThat(page.status()).hasText(name + " is stopped: waiting until it runs");
            lab.client(remote, "start", lab.named(remote, name)).orFail();

            page.awaitPrompt().type("hostname\n").awaitLine(name);
        } finally {
            lab.client(remote, "delete", "--force", lab.named(remote, name)).orFail();
        }
    }

    @Test
    void saysThatAnInstanceIsNotThere() {
        page.signIn(TOKEN);

        page.page().navigate("/#/%s/default/%s".formatted(anyRemote(), newName()));

        assertThat(page.status()).containsText("There is no instance");
        assertThat(page.button("Start again")).isVisible();
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void listsWhatRunsWithWhatOneMissedAndGoesBackToIt(String remote) {
        shell(remote).type("mine=42; sleep 1; echo late\n");
        page.press("Control+Shift+H").press("Enter");
        var session = page.sessions().getLast();
        var row = page.session(session);

        assertThat(row).containsText("demo");
        assertThat(row).containsText("shell");
        assertThat(row).containsText("Running");
        assertThat(row).containsText(Pattern.compile("\\d+ B new"));
        row.getByRole(AriaRole.LINK).click();

        page.awaitLine("late").awaitPrompt().type("echo $mine\n").awaitLine("42");
        assertThat(Set.copyOf(page.sessions())).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void listsASessionOfAnotherClientAndEndsIt(String remote) {
        var session = api().session(remote, Map.of("command", List.of("cat", "-"), "interactive", true));
        page.signIn(TOKEN);
        var row = page.session(session);
        assertThat(row).containsText("cat -");

        row.getByRole(AriaRole.BUTTON).click();
        page.button("End session").click();

        assertThat(row).containsText("Hung up by SIGHUP (code 129)");
    }

    @Test
    void findsByTypeAndStatus() {
        page.signIn(TOKEN);
        var instance = page.instance(anyRemote(), "demo");
        assertThat(instance).isVisible();

        page.type("running container demo");
        assertThat(instance).isVisible();
        page.type(" frozen");
        assertThat(instance).isHidden();
        assertThat(page.page().getByText("No instance matches")).isVisible();
    }
}
