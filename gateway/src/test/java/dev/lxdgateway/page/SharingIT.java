package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Lab;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two browsers on one session. */
class SharingIT extends WithPage {

    private static String anyRemote() {
        return Lab.get().remotes().getFirst();
    }

    /** The same session in another browser, by a link with a ticket or without one. */
    private TerminalPage second(TerminalPage first, String ticket, int width, int height) {
        var url = (String) first.page().evaluate("() => location.hash");
        var other = page(api().base(), width, height);
        other.page().navigate("/" + url + ticket);
        other.token().fill(TOKEN);
        other.button("Sign in").click();
        return other;
    }

    private String ticket(TerminalPage page, String mode) {
        var path = "/api/v1/sessions/" + page.sessions().getFirst() + "/tickets";
        var issued = api().post(path, Map.of("mode", mode, "expiresIn", "10m")).json();
        return "&ticket=" + issued.path("ticket").asString();
    }

    private static void awaitSize(TerminalPage page, String size) {
        await().pollInSameThread()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(page.size()).isEqualTo(size));
    }

    @Test
    void letsAColleagueWatchByALinkThatHoldsTheTicketInItsFragment() {
        var owner = shell(anyRemote()).type("echo mine\n").awaitLine("mine");
        var urls = new ArrayList<String>();
        var guest = page(api().base(), 1000, 640);
        guest.page().onRequest(request -> urls.add(request.url()));
        guest.page().onWebSocket(socket -> urls.add(socket.url()));
        var ticket = ticket(owner, "observer");
        guest.page().navigate("/" + owner.page().evaluate("() => location.hash") + ticket);
        guest.token().fill(TOKEN);
        guest.button("Sign in").click();

        assertThat(guest.status()).hasText("Watching");
        guest.awaitLine("mine").type("echo not-typed\n");
        owner.type("echo over\n");
        guest.awaitLine("over");

        assertThat(owner.lines()).noneMatch(line -> line.contains("not-typed"));
        assertThat(urls)
                .noneMatch(url -> URI.create(url).getRawSchemeSpecificPart().contains(ticket.substring(8)));
        assertThat((String) guest.page().evaluate("() => location.href")).doesNotContain("ticket");
        guest.page().reload();
        assertThat(guest.status()).hasText("Watching");
    }

    @Test
    void showsAnObserverTheWritersSizeAndNeverChangesIt() {
        var owner = shell(anyRemote());
        var size = owner.size();
        var guest = second(owner, ticket(owner, "observer"), 600, 400);
        assertThat(guest.status()).hasText("Watching");
        awaitSize(guest, size);

        guest.page().setViewportSize(500, 300);
        guest.page().setViewportSize(700, 500);

        owner.type("stty size\n").awaitLine(size);
        assertThat(owner.size()).isEqualTo(size);
        assertThat(guest.size()).isEqualTo(size);
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void showsAnObserverWhoComesLaterTheScreenOfAnEditor(String remote) {
        var owner = shell(remote).type("vi /etc/passwd\n");
        owner.awaitOnScreen("root:", "/etc/passwd");
        owner.press("j").press("x");
        owner.awaitOnScreen("[Modified]");

        var guest = second(owner, ticket(owner, "observer"), 700, 450);

        await().pollInSameThread()
                .untilAsserted(() -> assertThat(guest.screen()).isEqualTo(owner.screen()));
        var before = owner.screen();
        owner.press("x");
        await().pollInSameThread()
                .untilAsserted(() -> assertThat(owner.screen()).isNotEqualTo(before));
        await().pollInSameThread()
                .untilAsserted(() -> assertThat(guest.screen()).isEqualTo(owner.screen()));
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void hasTheSizeOfTheWriterWhoWasActiveLast(String remote) {
        var first = shell(remote);
        var large = first.size();
        var second = second(first, "", 700, 450);
        second.awaitPrompt();
        var small = second.size();
        assertThat(small).isNotEqualTo(large);
        awaitSize(first, small);
        second.type("stty size\n").awaitLine(small);

        first.type("stty size\n").awaitLine(large);

        awaitSize(first, large);
        awaitSize(second, large);
        second.page().context().close();
        first.type("stty size\n").awaitPrompt();
        awaitSize(first, large);
    }

    @Test
    void handsTheKeyboardOverAndTakesItBack() {
        var owner = shell(anyRemote());
        owner.button("Share").click();
        owner.button("Copy link to watch").click();
        owner.page().getByText("The link is on the clipboard.").waitFor();
        var link = owner.clipboard();
        assertThat(link).startsWith(network.base() + "/#/").contains("&ticket=");
        var guest = page(network.base(), 1000, 640);
        guest.page().navigate(link);
        guest.token().fill(TOKEN);
        guest.button("Sign in").click();
        assertThat(guest.status()).hasText("Watching");

        owner.button("Hand over the keyboard").click();
        assertThat(guest.status()).hasText("Connected");
        guest.type("echo $((40 + 2))\n").awaitLine("42");
        owner.awaitLine("42");
        owner.button("Take the keyboard back").click();

        assertThat(guest.status()).hasText("Watching");
        owner.press("Escape");
        owner.page().waitForFunction("() => document.activeElement.className.includes('xterm')");
        owner.type("echo $((50 + 2))\n").awaitLine("52");
        guest.awaitLine("52");
    }

    @Test
    void leavesTheKeysToWhatIsOpenedRightAfterTheDialog() {
        var page = shell(anyRemote());
        for (int i = 0; i < 5; i++) {
            page.press("Control+Shift+G");
            assertThat(page.dialog()).isVisible();

            page.press("Escape").press("Control+Shift+F").type("root" + i);

            assertThat(page.page().getByPlaceholder("Find")).hasValue("root" + i);
            page.press("Escape").press("Enter").awaitPrompt();
        }
    }
}
