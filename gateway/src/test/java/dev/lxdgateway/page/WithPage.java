package dev.lxdgateway.page;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.lxdgateway.support.TcpProxy;
import dev.lxdgateway.support.WithGateway;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Tests with the page in browsers behind a network that does what the test says. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class WithPage extends WithGateway {

    private static final int PATIENCE_MS = 15_000;

    /** Notes every byte that the terminal is given. */
    private static final String RECORDER = """
            (() => {
              let terminal;
              window.written = [];
              Object.defineProperty(window, "term", {
                configurable: true,
                get: () => terminal,
                set: (opened) => {
                  terminal = opened;
                  const write = opened.write.bind(opened);
                  opened.write = (data, parsed) => {
                    if (typeof data !== "string") window.written.push(data.slice());
                    write(data, parsed);
                  };
                },
              });
            })()""";

    private final List<BrowserContext> profiles = new ArrayList<>();
    private final List<TerminalPage> pages = new ArrayList<>();
    TcpProxy network;

    @BeforeAll
    static void bePatient() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    @BeforeEach
    void openNetwork() {
        network = TcpProxy.to(api().base());
    }

    @AfterEach
    void closePages() {
        profiles.forEach(BrowserContext::close);
        profiles.clear();
        pages.forEach(page -> page.sessions().forEach(session -> api().delete("/api/v1/sessions/" + session)));
        pages.clear();
        network.close();
    }

    /** A browser of somebody else. */
    TerminalPage page(URI base, int width, int height) {
        var profile = Chromium.get()
                .profile(new NewContextOptions()
                        .setBaseURL(base.toString())
                        .setViewportSize(width, height)
                        .setPermissions(List.of("clipboard-read", "clipboard-write")));
        profile.setDefaultTimeout(PATIENCE_MS);
        profile.addInitScript(RECORDER);
        profiles.add(profile);
        var page = new TerminalPage(profile.newPage());
        pages.add(page);
        return page;
    }

    /** A shell behind the network. */
    TerminalPage shell(String remote) {
        return page(network.base(), 1000, 640).signIn(TOKEN).enter(remote, "demo");
    }

    /** The SHA-256 of what the page's terminal was given. */
    static String sha256OfWritten(TerminalPage page) {
        return (String) page.page().evaluate("""
                async () => {
                  const bytes = new Uint8Array(await new Blob(window.written).arrayBuffer());
                  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
                  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
                }""");
    }
}
