package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Takes the pictures of the documentation anew: {@code mvn verify -Dit.test=Screenshots -Dscreenshots=<directory>}. */
class Screenshots extends WithGateway {

    private static final String PROMPT = "root@demo:/$ ";

    private static final String COLOUR_PROMPT =
            "PS1='\\[\\033[1;32m\\]\\u@\\h\\[\\033[0m\\]:\\[\\033[1;34m\\]\\w\\[\\033[0m\\]$ '; cd /; clear\n";

    private static final List<String> SCENE = List.of("uname -sm", "ls -l --color", "df -h /", "date");

    private static final List<String> OTHERS = List.of("build", "mail", "web");

    private final Path directory = Lab.root().resolve(System.getProperty("screenshots", ""));

    @BeforeAll
    static void addInstances() {
        var lab = Lab.get();
        OTHERS.forEach(name ->
                lab.client(lab.remotes().getFirst(), "init", "busybox", name).orFail());
        lab.client(lab.remotes().getFirst(), "start", "build", "web").orFail();
    }

    @AfterAll
    static void removeInstances() {
        var lab = Lab.get();
        OTHERS.forEach(name -> lab.client(lab.remotes().getFirst(), "delete", "--force", name));
    }

    @ParameterizedTest
    @EnumSource(names = {"DARK", "LIGHT"})
    void showsThePage(ColorScheme colours) {
        var remote = Lab.get().remotes().getFirst();
        var session = api().session(remote, Map.of("command", List.of("top", "-d", "5"), "interactive", true));
        try (var profile = Chromium.get().profile(options(colours).setViewportSize(1100, 700))) {
            var page = new TerminalPage(profile.newPage());
            page.page().navigate("/");
            assertThat(page.token()).isFocused();
            take(page, "sign-in", colours);

            page.signIn(TOKEN);
            enterScene(page, remote);
            page.press("Control+Shift+D").awaitPrompt();
            page.command("Rename the tab").type("deploy\n").press("Control+Shift+PageUp");
            take(page, "terminal", colours);

            page.press("Control+Shift+L");
            assertThat(page.dialog()).isVisible();
            take(page, "commands", colours);
            page.press("Escape").press("Control+Shift+G");
            assertThat(page.dialog()).isVisible();
            take(page, "share", colours);
            page.press("Escape").press("Control+Shift+F").type("root");
            take(page, "find", colours);
            page.press("Escape").type("kill -TERM $$; kill -KILL $$\n");
            assertThat(page.button("Start again")).isFocused();
            take(page, "end", colours);

            page.press("Escape");
            for (var other : Lab.get().remotes()) {
                assertThat(page.instance(other, "demo")).isVisible();
            }
            assertThat(page.session(session)).isVisible();
            take(page, "list", colours);

            page.command("Settings");
            assertThat(page.dialog()).isVisible();
            take(page, "settings", colours);
        } finally {
            api().delete("/api/v1/sessions/" + session);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DARK", "LIGHT"})
    void showsAPhone(ColorScheme colours) {
        try (var profile = Chromium.get()
                .profile(options(colours)
                        .setViewportSize(390, 780)
                        .setHasTouch(true)
                        .setIsMobile(true))) {
            var page = new TerminalPage(profile.newPage()).signIn(TOKEN);
            enterScene(page, Lab.get().remotes().getFirst());
            take(page, "phone", colours);
        }
    }

    private NewContextOptions options(ColorScheme colours) {
        return new NewContextOptions().setBaseURL(api().base().toString()).setColorScheme(colours);
    }

    private static void enterScene(TerminalPage page, String remote) {
        page.enter(remote, "demo").type(COLOUR_PROMPT).awaitCursorLine(PROMPT);
        for (var command : SCENE) {
            page.type(command + "\n").awaitLine(PROMPT + command).awaitCursorLine(PROMPT);
        }
    }

    private void take(TerminalPage page, String name, ColorScheme colours) {
        var file = colours == ColorScheme.DARK ? name + ".png" : name + "-light.png";
        page.page().screenshot(new ScreenshotOptions().setPath(directory.resolve(file)));
    }
}
