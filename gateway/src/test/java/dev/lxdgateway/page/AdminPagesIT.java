package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.lxdgateway.support.Api;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What administrators see and do: sessions, tokens and the policy, on a real gateway and a real server. */
class AdminPagesIT extends WithAdminPage {

    private static Locator button(Locator row, String word) {
        return row.getByText(word, new Locator.GetByTextOptions().setExact(true));
    }

    private Locator section(String name) {
        return page.page()
                .getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Administration"))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
    }

    @Test
    void isOfferedToAdministrators() {
        page.signIn(TOKEN);

        page.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Administration"))
                .click();
        assertThat(page.heading("Sessions")).isVisible();
        page.command("Policy");
        assertThat(page.heading("Policy")).isVisible();
        assertThat(section("Policy")).hasAttribute("aria-current", "page");
        section("Tokens").click();
        assertThat(page.page()).hasTitle("Tokens · lxd-gateway");
        page.page().goBack();

        assertThat(page.heading("Policy")).isVisible();
    }

    @Test
    void tellsWhyItIsNotForSomebodyElse() {
        page.signIn(visitors().token());
        assertThat(page.instance(anyRemote(), "demo")).isVisible();
        assertThat(page.page().getByText("Administration")).hasCount(0);

        page.page().navigate("/#/admin/tokens");

        assertThat(page.heading("For administrators")).isVisible();
        assertThat(page.alert()).containsText("You are signed in as " + visitor());
    }

    @Test
    void findsASessionByItsOwnerAndEndsIt() {
        var session = session("sh", "-c", "cat; : '" + MARKUP + "'");
        open("sessions");
        var row = row(visitor());

        assertThat(row).containsText("demo");
        assertThat(row).containsText(MARKUP);
        assertThat(row).containsText("Running");
        page.type("nobody has that");
        assertThat(page.page().getByText("No session matches.")).isVisible();
        page.page().getByLabel("Filter sessions").fill(visitor() + " demo running");
        assertThat(row).hasCount(1);
        button(row, "End").click();
        page.button("End session").click();

        assertThat(row).hasCount(0);
        assertThat(exit(session).path("reason").asString()).isEqualTo("hung-up");
        page.page().getByLabel("Filter sessions").fill(visitor());
        page.button("Ended").click();
        assertThat(row).containsText("Hung up by SIGHUP");
    }

    @Test
    void signalsASession() {
        var session = session("sleep", "1000");
        open("sessions?q=" + visitor());
        var row = row(visitor());

        button(row, "Signal").click();
        page.type("term").press("Enter");

        assertThat(row).hasCount(0);
        assertThat(exit(session).path("signal").asString()).isEqualTo("TERM");
    }

    private JsonNode exit(String session) {
        return api().get("/api/v1/sessions/" + session + "/wait?timeout=10s").json();
    }

    @Test
    void looksOnAtASessionAlsoAfterAReload() {
        session("sh");
        open("sessions?q=" + visitor());

        row(visitor())
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Observe"))
                .click();
        assertThat(page.status()).hasText("Watching");
        page.page().reload();
        assertThat(page.status()).hasText("Watching");
        page.type("echo $((40 + 2))\n");
        page.press("Control+Shift+H").press("Enter");
        page.page().navigate("/#/admin/sessions?q=" + visitor());

        assertThat(row(visitor())).containsText("1 watching");
        var output = api().get("/api/v1/sessions/" + page.sessions().getLast() + "/output");
        assertThat(output.response().body()).doesNotContain("42");
    }

    @Test
    void keepsTheFocusWhileSessionsComeAndGo() {
        var first = session("cat");
        open("sessions?q=" + visitor());
        var end = button(row(visitor()).first(), "End");
        end.focus();

        var second = session("cat");
        assertThat(row(visitor())).hasCount(2);
        visitors().delete("/api/v1/sessions/" + second);
        assertThat(row(visitor())).hasCount(1);

        assertThat(end).isFocused();
        visitors().delete("/api/v1/sessions/" + first);
    }

    @Test
    void makesATokenAndRevokesIt() {
        var name = newName();
        open("tokens");
        page.button("New token").click();
        page.field("Name").fill(MARKUP);
        page.button("Create").click();
        assertThat(page.dialog()).containsText("a letter or digit first");
        page.field("Name").fill(name);
        page.dialog().getByLabel("exec").check();
        page.field("Instances").fill(MARKUP);
        page.button("Create").click();
        var secret = page.page().locator(".secret").textContent();

        page.page().mouse().click(5, 5);
        page.button("Copy").click();
        page.awaitClipboard(secret);
        var machine = new Api(api().base(), secret);
        assertThat(machine.get("/api/v1/me").json().path("name").asString()).isEqualTo("token:" + name);
        page.button("Done").click();

        assertThat(row(name)).containsText("only exec");
        assertThat(row(name)).containsText("src=x");
        assertThat(row(name)).containsText("in 29 d");
        assertThat(page.page().content()).doesNotContain(secret);
        page.button("Revoke " + name).click();
        page.dialog()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Revoke"))
                .click();

        assertThat(row(name)).hasCount(0);
        assertThat(machine.get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void saysThatATokenIsThereAlready() {
        open("tokens");
        page.button("New token").click();
        page.field("Name").fill(visitor().substring("token:".length()));

        page.button("Create").click();

        assertThat(page.dialog()).containsText("still good");
        assertThat(page.field("Name")).isFocused();
    }

    @Test
    void explainsWhichRuleDecides() {
        open("policy");
        var rules = page.page().locator(".rule");
        assertThat(rules).hasCount(2);
        assertThat(rules.first()).containsText("visitors");
        assertThat(page.page().getByText(POLICY.toString())).isVisible();

        page.field("Who").fill(visitor());
        page.field("Instance").fill("demo");
        page.field("Command").fill("ls -l '" + MARKUP + "'");
        page.button("Ask the policy").click();

        assertThat(page.page().locator(".verdict")).containsText("Allowed by “visitors”");
        assertThat(page.page().locator(".rule.decides")).containsText("visitors");
        page.field("Instance").fill("vault");
        assertThat(page.page().locator(".rule.decides")).hasCount(0);
        page.press("Enter");
        assertThat(page.page().locator(".verdict")).containsText("Refused by “nobody in the vault”");
        page.field("May they").selectOption("admin");
        page.button("Ask the policy").click();
        assertThat(page.page().locator(".verdict")).containsText("no rule allows");
    }

    @Test
    void saysWhatIsWrongWithAQuestion() {
        open("policy");
        page.field("Who").fill("ann");

        page.press("Enter");
        assertThat(page.page().getByText("A user:NAME or a token:NAME.")).isVisible();
        page.field("Who").fill("user:ann");
        page.field("Instance").fill("demo");
        page.field("Remote").fill("nosuch");
        page.button("Ask the policy").click();

        assertThat(page.page().locator(".verdict")).containsText("nosuch");
    }

    @Test
    void saysThatAChangeOfThePolicyWasNotTaken() {
        open("policy");
        assertThat(page.page().locator(".rule")).hasCount(2);
        try {
            write("rules:\n  - name: " + MARKUP + "\n    allow: [run]\n");
            assertThat(page.alert()).containsText("line 3");
            assertThat(page.page().locator(".rule")).hasCount(2);
        } finally {
            write(RULES.replace("visitors", "visitors '" + MARKUP + "'"));
        }

        assertThat(page.page().locator(".rule").first()).containsText(MARKUP);
        assertThat(page.alert()).isHidden();
        write(RULES);
        await().pollInSameThread()
                .untilAsserted(() -> assertThat(
                                api().get("/api/v1/access/policy").json().toString())
                        .doesNotContain("img"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "limits"})
    void saysCalmlyThatAGatewayDoesNotHaveAPart(String part) {
        var problem = "{\"title\":\"Not Found\",\"status\":404,\"code\":\"not-found\"}";
        page.page()
                .route(
                        url -> url.contains("/api/v1/" + part),
                        route -> route.fulfill(new FulfillOptions()
                                .setStatus(404)
                                .setContentType("application/problem+json")
                                .setBody(problem)));

        open(part);

        assertThat(page.page().getByText("This gateway does not have")).isVisible();
        assertThat(page.alert()).hasCount(0);
        section("Tokens").click();
        assertThat(row(visitor().substring("token:".length()))).isVisible();
    }

    @Test
    void asksForANewSignInWhereTheLoginHasRunOut() {
        open("sessions");
        assertThat(page.heading("Sessions")).isVisible();

        profile.clearCookies();

        assertThat(page.token()).isVisible();
        page.token().fill(TOKEN);
        page.button("Sign in").click();
        assertThat(page.heading("Sessions")).isVisible();
    }

    @ParameterizedTest
    @EnumSource(names = {"DARK", "LIGHT"})
    void hasNoSeriousFindings(ColorScheme colours) {
        page.page().emulateMedia(new EmulateMediaOptions().setColorScheme(colours));
        var session = session("cat");
        open("sessions");
        assertThat(row(visitor())).isVisible();
        hasNoFindings("sessions");
        page.page().navigate("/#/admin/tokens");
        assertThat(row(visitor().substring("token:".length()))).isVisible();
        hasNoFindings("tokens");
        page.button("New token").click();
        hasNoFindings("new token");
        page.field("Name").fill(newName());
        page.press("Enter");
        assertThat(page.page().locator(".secret")).isVisible();
        hasNoFindings("secret");
        page.button("Done").click();
        page.page().navigate("/#/admin/policy");
        page.field("Who").fill(visitor());
        page.field("Instance").fill("vault");
        page.press("Enter");
        assertThat(page.page().locator(".rule.decides")).isVisible();
        hasNoFindings("policy");
        page.page().navigate("/#/admin/audit");
        assertThat(page.heading("Audit")).isVisible();
        hasNoFindings("audit");
        page.page().navigate("/#/admin/limits");
        assertThat(page.heading("Limits")).isVisible();
        hasNoFindings("limits");
        page.page().evaluate("() => { document.documentElement.dataset.scheme = 'contrast'; }");
        page.page().navigate("/#/admin/sessions");
        assertThat(row(visitor())).isVisible();
        hasNoFindings("high contrast");
        visitors().delete("/api/v1/sessions/" + session);
    }

    private void hasNoFindings(String place) {
        assertThat(Axe.findings(page.page())).as(place).isEmpty();
    }

    @Test
    void fitsAPhone() {
        page.page().setViewportSize(390, 780);
        var session = session("cat", "-", "a-file-of-a-name-that-is-longer-than-any-phone-is-wide-and-goes-on");
        open("sessions");
        assertThat(row(visitor())).isVisible();

        for (var name : List.of("sessions", "tokens", "policy", "audit", "limits")) {
            page.page().navigate("/#/admin/" + name);
            assertThat(section(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)))
                    .hasAttribute("aria-current", "page");
            assertThat((Boolean) page.page().evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                    .as(name)
                    .isTrue();
        }
        visitors().delete("/api/v1/sessions/" + session);
    }

    @Test
    void isUsedByTheKeyboardAlone() {
        session("cat");
        open("sessions");
        assertThat(page.page().getByLabel("Filter sessions")).isFocused();
        page.type(visitor());
        assertThat(row(visitor())).hasCount(1);

        page.press("Enter");

        assertThat(page.page()).hasURL(Pattern.compile("mode=observer"));
        assertThat(page.status()).hasText("Watching");
    }

    @Test
    void doesNotShowOthersSessionsAsOnesOwn() {
        var others = session("cat");
        var own = api().session(anyRemote(), Map.of("command", List.of("cat"), "interactive", true));
        page.signIn(TOKEN);

        assertThat(page.session(own)).isVisible();
        assertThat(page.session(others)).hasCount(0);
        api().delete("/api/v1/sessions/" + own);
        visitors().delete("/api/v1/sessions/" + others);
    }
}
