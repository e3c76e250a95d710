package dev.lxdgateway.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The machine's own Chromium without a window, which asks nothing of the network but what its pages do. */
final class Chromium {

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Browser browser;

    private Chromium(Browser browser) {
        this.browser = browser;
    }

    /** One for all tests of the page, which goes with their Java: it takes seconds to start. */
    static Chromium get() {
        return Shared.CHROMIUM;
    }

    private static Chromium start() {
        var playwright = Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options = new LaunchOptions().setExecutablePath(executable()).setArgs(FLAGS);
        return new Chromium(playwright.chromium().launch(options));
    }

    private static Path executable() {
        var chosen = System.getenv("CHROMIUM");
        return chosen != null
                ? Path.of(chosen)
                : Stream.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no Chromium; set CHROMIUM to its path"));
    }

    /** A profile of its own, with no cookie. */
    BrowserContext profile(NewContextOptions options) {
        return browser.newContext(options);
    }

    private static final class Shared {

        static final Chromium CHROMIUM = start();
    }
}
