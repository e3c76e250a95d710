package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator.FilterOptions;
import dev.lxdgateway.session.Sessions;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the page says of a gateway that goes away. */
class GoingAwayIT extends WithOnePage {

    @Autowired
    private Sessions sessions;

    @AfterEach
    void stay() {
        sessions.resume();
    }

    @Test
    void countsDownBesideATerminalThatGoesOn() {
        shell(anyRemote());

        sessions.announce(Instant.now().plusSeconds(42));

        assertThat(page.status()).hasText("The gateway restarts soon");
        var note = page.page().getByText(Pattern.compile("The gateway restarts in 0:[34][0-9]; the session ends then"));
        assertThat(note).isVisible();
        var before = note.textContent();
        assertThat(page.page().getByText(before)).isHidden();
        assertThat(note).isVisible();
        assertThat(page.page()
                        .locator("[aria-live], [role=status], [role=alert]")
                        .filter(new FilterOptions().setHasText("restarts in")))
                .hasCount(0);
        page.type("echo $((6 * 7))\n").awaitLine("42");

        sessions.drain();

        assertThat(page.status()).containsText("Ended because the gateway is going away");
        assertThat(page.button("Start again")).isFocused();
    }
}
