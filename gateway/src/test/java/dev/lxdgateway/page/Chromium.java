package dev.lxdgateway.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The machine's own Chromium without a window, which asks nothing of the network but what its pages do. */
final class Chromium implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** One for all tests of the page, which goes with their Java: it takes seconds to start. */
    static Chromium get() {
        return Shared.CHROMIUM;
    }

    /** One of the caller's own. */
    static Chromium start() {
        var playwright = Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var executable = Objects.requireNonNullElse(System.getenv("CHROMIUM"), "/usr/bin/chromium-headless-shell");
        var options = new LaunchOptions().setExecutablePath(Path.of(executable)).setArgs(FLAGS);
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    /** A profile of its own, with no cookie. */
    BrowserContext profile(NewContextOptions options) {
        return browser.newContext(options);
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static final class Shared {

        static final Chromium CHROMIUM = start();
    }
}
