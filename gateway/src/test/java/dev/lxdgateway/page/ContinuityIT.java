package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import dev.lxdgateway.support.Lab;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A session over a network that fails: the page goes on exactly where it was. */
class ContinuityIT extends WithPage {

    private static final int DEAD_MS = 45_000;

    private static String anyRemote() {
        return Lab.get().remotes().getFirst();
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void losesNoByteOfAFloodOverAConnectionThatIsCutAgainAndAgain(String remote) {
        var page = shell(remote);
        page.type("for i in 1 2 3 4 5 6 7 8; do seq 1 60000; done; read x; exit 4\n");

        for (int cuts = 0; cuts < 6; cuts++) {
            assertThat(page.status()).hasText("Connected");
            int before = page.sessions().size();
            page.page().waitForTimeout(150);
            network.cut();
            page.page().evaluate("() => window.dispatchEvent(new Event('online'))");
            page.page().waitForCondition(() -> page.sessions().size() > before);
        }
        assertThat(page.status()).hasText("Connected");
        page.awaitFinished().type("\n");

        assertThat(page.status()).hasText("Exited with code 4");
        var exit = api().get("/api/v1/sessions/" + page.sessions().getFirst())
                .json()
                .path("exit");
        assertThat(sha256OfWritten(page))
                .isEqualTo(exit.path("sha256").path("stdout").asString());
        assertThat(page.sessions()).hasSizeGreaterThan(6);
        assertThat(page.sessions().stream().distinct()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void sendsWhatWasTypedWhileTheNetworkWasAway(String remote) {
        var page = shell(remote).type("echo before\n").awaitLine("before").awaitPrompt();
        network.goAway();
        assertThat(page.status()).hasText("Reconnecting…");
        page.type("echo $((40 + 2))");
        page.press("Enter");
        page.page().waitForTimeout(1_000);

        network.back();
        page.page().evaluate("() => window.dispatchEvent(new Event('online'))");

        page.awaitLine("42").awaitPrompt();
        assertThat(page.lines()).containsOnlyOnce("before", "42");
    }

    @Test
    void losesNoKeyThatWasOnItsWayAsTheConnectionWasCut() {
        var page = shell(anyRemote()).type("stty -echo; echo ready; cat\n");
        page.awaitLine("ready");
        var text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            page.type("%03d ".formatted(i));
            text.append("%03d ".formatted(i));
            if (i % 60 == 59) {
                network.cut();
            }
        }
        page.press("Enter");

        page.awaitLine(text.toString());
    }

    @Test
    void saysThatItWaitsForTheNetwork() {
        var page = shell(anyRemote());
        network.fallSilent();
        page.type("echo typed\n");

        assertThat(page.note()).hasText("Waiting for the network");
        assertThat(page.status()).hasText("Reconnecting…", new HasTextOptions().setTimeout(15_000));
        assertThat(page.note()).hasText("The gateway can't be reached");
        network.back();
        page.awaitLine("typed");
    }

    @Test
    void noticesADeadNetworkAtBothEnds() {
        var page = shell(anyRemote());
        var session = "/api/v1/sessions/" + page.sessions().getFirst();
        long silent = System.nanoTime();
        network.fallSilent();

        assertThat(page.status()).hasText("Reconnecting…", new HasTextOptions().setTimeout(DEAD_MS));
        long noticed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - silent);
        await().atMost(Duration.ofMillis(DEAD_MS - noticed))
                .until(() -> api().get(session)
                                .json()
                                .path("attachments")
                                .path("writers")
                                .asInt()
                        == 0);
        System.out.printf(
                "dead network noticed: page %d ms, gateway %d ms%n",
                noticed, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - silent));

        network.back();
        page.awaitPrompt(Duration.ofSeconds(30)).type("echo back\n").awaitLine("back");
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void keepsTheSessionOverAReloadInTheMiddleOfAFlood(String remote) {
        var page = shell(remote).type("mine=42; yes flood\n");
        page.awaitLines(5_000);

        page.page().reload();

        assertThat(page.status()).hasText("Connected");
        page.awaitLines(5_000);
        // the last one is being written
        assertThat(page.lines().reversed().stream().skip(1)).noneMatch(line -> line.matches("[flod]{1,4}"));
        page.press("Control+c").awaitPrompt(Duration.ofSeconds(5));
        page.type("echo $mine\n").awaitLine("42");
        assertThat(page.sessions().stream().distinct()).hasSize(1);
    }

    @Test
    void isDoneWhereTheSessionIsNoLongerThere() {
        var page = shell(anyRemote());
        page.page().evaluate("() => { location.hash = location.hash.replace(/session=.*/, 'session=gone'); }");

        assertThat(page.status()).containsText("no session");
        assertThat(page.button("Start again")).isVisible();
    }
}
