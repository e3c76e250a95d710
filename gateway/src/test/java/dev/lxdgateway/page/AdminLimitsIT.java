package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.GetByTextOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import dev.lxdgateway.support.Api;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The limits' page: how it shows an answer, and the gateway's own. */
class AdminLimitsIT extends WithAdminPage {

    private void answer(Map<String, ?> limits) {
        page.page()
                .route(
                        url -> url.contains("/api/v1/limits"),
                        route -> route.fulfill(new FulfillOptions()
                                .setContentType("application/json")
                                .setBody(Api.JSON.writeValueAsString(limits))));
    }

    @Test
    void showsWhoRunsIntoWhatFirst() {
        answer(Map.of(
                "limits",
                List.of(Map.of("name", "sessions-per-caller", "value", 100, "hits", 2)),
                "special",
                List.of(Map.of("subjects", List.of(MARKUP), "limits", Map.of("sessions", 3))),
                "callers",
                List.of(
                        Map.of("caller", "user:ann", "sessions", 3, "keptBytes", 1234),
                        Map.of(
                                "caller",
                                visitor() + MARKUP,
                                "sessions",
                                1,
                                "hits",
                                Map.of("sessions-per-caller", 2)))));
        open("limits");

        var callers = page.page().locator(".callers tbody tr");
        assertThat(callers).hasCount(2);
        assertThat(callers.first()).containsText(visitor() + MARKUP);
        assertThat(callers.first()).containsText("sessions-per-caller × 2");
        assertThat(callers.last()).containsText("1.2 kB");
        assertThat(page.page().locator(".limits tbody tr")).hasCount(1);
        assertThat(page.page().locator(".special tbody tr")).containsText(MARKUP);
        assertThat(Axe.findings(page.page())).isEmpty();
    }

    @Test
    void leadsToACallersSessions() {
        session("cat");
        answer(Map.of("callers", List.of(Map.of("caller", visitor()))));
        open("limits");

        page.page().getByText(visitor()).click();

        assertThat(row(visitor())).containsText("cat");
        row(visitor()).getByText("End", new GetByTextOptions().setExact(true)).click();
        page.button("End session").click();
        assertThat(row(visitor())).hasCount(0);
    }

    @Test
    void bearsAnAnswerThatHasNothing() {
        answer(Map.of());

        open("limits");

        assertThat(page.page().getByText("Nobody uses anything now.")).isVisible();
        assertThat(page.alert()).hasCount(0);
    }

    @Test
    void showsTheLimitsOfTheGateway() {
        session("sleep", "60");
        open("limits");

        assertThat(row("sessions-per-caller")).containsText("1,000");
        assertThat(row("starts-per-caller")).containsText(" a minute");
        assertThat(row(visitor())).isVisible();
    }
}
