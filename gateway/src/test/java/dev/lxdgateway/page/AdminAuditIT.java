package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.lxdgateway.support.Api;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The audit's page: what it asks for and how it shows the answer, and the two together. */
class AdminAuditIT extends WithAdminPage {

    private static final Map<String, Object> START = Map.of(
            "seq", 2,
            "at", "2026-01-01T10:00:00Z",
            "action", "session-start",
            "subject", "user:ann" + MARKUP,
            "remote", "lxd",
            "project", "default",
            "instance", MARKUP,
            "session", "s1",
            "result", "allowed",
            "detail", Map.of("command", List.of("ls", MARKUP)));

    private static final Map<String, Object> FAILED =
            Map.of("seq", 1, "at", "2026-01-01T09:00:00Z", "action", "login-failed", "result", "failed");

    private final List<String> asked = new ArrayList<>();

    private void answer() {
        page.page().route(url -> url.contains("/api/v1/audit"), route -> {
            asked.add(route.request().url());
            boolean older = route.request().url().contains("cursor=");
            var found = older ? Map.of("items", List.of(FAILED)) : Map.of("items", List.of(START), "next", "c1");
            route.fulfill(new FulfillOptions()
                    .setContentType("application/json")
                    .setBody(Api.JSON.writeValueAsString(found)));
        });
    }

    @Test
    void showsWhatIsFoundAndTheOlderOnes() {
        answer();
        open("audit");
        assertThat(row("session-start")).containsText("user:ann" + MARKUP);

        page.button("All of entry 2").click();
        assertThat(page.page().locator(".facts-list")).containsText("[\"ls\",\"" + MARKUP + "\"]");
        assertThat(page.button("All of entry 2")).isFocused();
        page.button("Show older ones").click();

        assertThat(row("login-failed").locator("[data-tone=bad]")).hasText("failed");
        assertThat(row("session-start")).isVisible();
        assertThat(page.page().getByText("2 entries, and no older one.")).isVisible();
        assertThat(Axe.findings(page.page())).isEmpty();
    }

    @Test
    void searchesForWhatIsFilledInAndKeepsItInTheAddress() {
        answer();
        open("audit");
        assertThat(row("session-start")).isVisible();

        page.field("Who").fill("user:ann");
        page.field("Did").selectOption("session-start");
        page.press("Enter");
        page.page().waitForCondition(() -> asked.getLast().contains("subject=user%3Aann&action=session-start"));
        page.page().reload();

        assertThat(row("session-start")).isVisible();
        assertThat(page.field("Who")).hasValue("user:ann");
        assertThat(page.field("Did")).hasValue("session-start");
        assertThat(page.page().getByText("Export"))
                .hasAttribute("href", "/api/v1/audit?subject=user%3Aann&action=session-start&format=ndjson");
    }

    @Test
    void goesToAllOfASession() {
        answer();
        open("audit");
        page.button("All of entry 2").click();

        page.page().locator(".facts-list").getByRole(AriaRole.LINK).click();

        page.page().waitForCondition(() -> asked.getLast().contains("session=s1"));
        assertThat(page.field("Session")).hasValue("s1");
    }

    @Test
    void findsAndExportsWhatHappenedOnTheGateway() throws Exception {
        var session = session("sleep", "0.01");
        api().get("/api/v1/sessions/" + session + "/wait?timeout=10s");
        open("audit?session=" + session);

        assertThat(row("session-start")).containsText(visitor());
        var download = page.page()
                .waitForDownload(() -> page.page().getByText("Export").click());

        assertThat(Files.readString(download.path())).contains(session, "session-start");
    }
}
