package dev.lxdgateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Tests of the page in a real browser, through the gateway, in the shells of real servers; each in a profile of its own. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class WithOnePage extends WithGateway {

    static final int PATIENCE_MS = 10_000;

    BrowserContext profile;
    TerminalPage page;
    private Misdeeds misdeeds;

    @BeforeAll
    static void bePatient() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    @BeforeEach
    void openProfile() {
        profile = Chromium.get().profile(options());
        profile.setDefaultTimeout(PATIENCE_MS);
        page = new TerminalPage(profile.newPage());
        misdeeds = Misdeeds.of(page.page(), api().base());
    }

    @AfterEach
    void closeProfile() {
        profile.close();
        page.sessions().forEach(session -> api().delete("/api/v1/sessions/" + session));
        assertThat(misdeeds.seen()).isEmpty();
    }

    /** What the browser is like. */
    NewContextOptions options() {
        return new NewContextOptions()
                .setBaseURL(api().base().toString())
                .setViewportSize(1000, 640)
                .setPermissions(List.of("clipboard-read", "clipboard-write"));
    }

    TerminalPage shell(String remote) {
        return page.signIn(TOKEN).enter(remote, "demo");
    }

    static String anyRemote() {
        return Lab.get().remotes().getFirst();
    }

    static String newName() {
        return "page-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
