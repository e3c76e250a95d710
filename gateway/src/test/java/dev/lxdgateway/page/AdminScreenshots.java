package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Takes the administrators' pictures anew: {@code mvn verify -Dit.test=AdminScreenshots -Dscreenshots=<directory>}. */
class AdminScreenshots extends WithGateway {

    private static final String RULES = """
            rules:
              - name: builds
                allow: [list, exec]
                subjects: {tokens: [ci]}
                on: {instances: [build, demo]}
                when: {networks: [127.0.0.0/8, 10.0.0.0/8]}
              - name: nobody in the vault
                deny: [list, exec, attach, observe, signal]
                subjects: {users: ["*"], tokens: ["*"]}
                on: {instances: [vault]}
              - name: monitoring looks everywhere
                allow: [list, exec, observe]
                subjects: {tokens: [monitoring]}
              - name: administrators
                allow: [admin]
                subjects: {groups: [gateway-admins]}
            """;

    private final Path directory = Lab.root().resolve(System.getProperty("screenshots", ""));

    @DynamicPropertySource
    static void policy(DynamicPropertyRegistry registry) throws IOException {
        var file = Path.of("target/policy.yaml").toAbsolutePath();
        Files.writeString(file, RULES);
        registry.add("gateway.access.policy", file::toString);
    }

    private Api machine(String name, String life, Map<String, ?> scope) {
        var made = api().post("/api/v1/tokens", Map.of("name", name, "expiresIn", life, "scope", scope));
        return new Api(api().base(), made.json().path("token").asString());
    }

    @ParameterizedTest
    @EnumSource(names = {"DARK", "LIGHT"})
    void showsTheAdministration(ColorScheme colours) {
        var ci = machine("ci", "30d", Map.of("verbs", List.of("exec"), "instances", List.of("build", "demo")));
        var monitoring = machine("monitoring", "90d", Map.of());
        start(ci, "sh", "-c", "make -j8 all; sleep 600");
        start(ci, "sh", "-c", "while sleep 1; do date; done");
        start(monitoring, "top", "-d", "5");
        start(api(), "tail", "-f", "/etc/passwd");
        try (var profile = Chromium.get().profile(options(colours).setViewportSize(1280, 640));
                var phone = Chromium.get().profile(options(colours).setViewportSize(390, 780))) {
            var page = new TerminalPage(profile.newPage());
            page.page().route("**/access/policy", AdminScreenshots::nameTheFile);
            show(page, "sessions");
            assertThat(page.page().locator("tbody tr")).hasCount(4);
            take(page, "admin-sessions", colours);
            page.page().navigate("/#/admin/tokens");
            assertThat(page.page().locator("tbody tr")).hasCount(2);
            take(page, "admin-tokens", colours);
            page.page().navigate("/#/admin/policy");
            page.field("Who").fill("token:ci");
            page.field("Instance").fill("vault");
            page.press("Enter");
            assertThat(page.page().locator(".rule.decides")).isVisible();
            page.page().setViewportSize(1280, 880);
            take(page, "admin-policy", colours);

            var small = new TerminalPage(phone.newPage());
            show(small, "sessions");
            assertThat(small.page().locator("tbody tr")).hasCount(4);
            take(small, "admin-phone", colours);
        } finally {
            for (var kind : List.of("sessions", "tokens")) {
                api().get("/api/v1/" + kind)
                        .json()
                        .path("items")
                        .forEach(one -> api().delete(
                                        "/api/v1/" + kind + "/" + one.path("id").asString()));
            }
        }
    }

    /** As it is called where a gateway is at work. */
    private static void nameTheFile(Route route) {
        var answer = route.fetch();
        var body = answer.text().replaceAll("\"file\":\"[^\"]*\"", "\"file\":\"/etc/lxd-gateway/policy.yaml\"");
        route.fulfill(new FulfillOptions().setResponse(answer).setBody(body));
    }

    private static void start(Api caller, String... command) {
        caller.session(Lab.get().remotes().getFirst(), Map.of("command", List.of(command), "interactive", true));
    }

    private static void show(TerminalPage page, String section) {
        page.signIn(TOKEN);
        assertThat(page.instance(Lab.get().remotes().getFirst(), "demo")).isVisible();
        page.page().navigate("/#/admin/" + section);
    }

    private NewContextOptions options(ColorScheme colours) {
        return new NewContextOptions().setBaseURL(api().base().toString()).setColorScheme(colours);
    }

    private void take(TerminalPage page, String name, ColorScheme colours) {
        var file = colours == ColorScheme.DARK ? name + ".png" : name + "-light.png";
        page.page().screenshot(new ScreenshotOptions().setPath(directory.resolve(file)));
    }
}
