package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.OpenIdProvider;
import dev.lxdgateway.support.OwnGateway;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** In and out by an OpenID provider. */
class OidcLoginIT extends WithPage {

    private static final OpenIdProvider PROVIDER = OpenIdProvider.start();
    private static final Path POLICY =
            Path.of("src/test/resources/access/login-policy.yaml").toAbsolutePath();

    @Autowired
    private JdbcClient database;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry registry) {
        PROVIDER.settings().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("gateway.access.policy", POLICY::toString);
    }

    @BeforeAll
    void register() {
        PROVIDER.register(api().base());
    }

    @AfterAll
    void stopProvider() {
        PROVIDER.close();
    }

    private TerminalPage open(URI gateway, String address) {
        var page = page(gateway, 1000, 640);
        page.page().navigate(address);
        return page;
    }

    private TerminalPage signIn(URI gateway, String address, String user) {
        var page = open(gateway, address);
        toProvider(page);
        username(page).fill(user);
        page.page().getByLabel("Password").fill(OpenIdProvider.PASSWORD);
        page.button("Sign in").click();
        return page;
    }

    private static void toProvider(TerminalPage page) {
        page.button("Sign in with " + OpenIdProvider.NAME).click();
    }

    private static Locator username(TerminalPage page) {
        return page.page().getByLabel("Username");
    }

    private static Locator words(TerminalPage page, String words) {
        return page.page().getByText(words, new Page.GetByTextOptions().setExact(false));
    }

    private static String remote() {
        return Lab.get().remotes().getFirst();
    }

    private static String terminal() {
        return "/#/%s/default/demo".formatted(remote());
    }

    private static List<Cookie> cookies(TerminalPage page, URI gateway) {
        return page.page().context().cookies(gateway.toString());
    }

    private int meBy(List<Cookie> cookies) {
        var all = String.join(
                "; ",
                cookies.stream().map(cookie -> cookie.name + "=" + cookie.value).toList());
        return api().call("GET", "/api/v1/me", null, Map.of("Authorization", "", "Cookie", all))
                .status();
    }

    @Test
    void leadsToTheTerminalThatOneWanted() {
        var page = signIn(api().base(), terminal(), "ann");

        page.awaitPrompt();
        var me = page.page().request().get("/api/v1/me");
        assertThat(me.text()).contains("\"user:ann\"");
        assertThat(cookies(page, api().base()))
                .filteredOn(cookie -> !cookie.name.equals("XSRF-TOKEN"))
                .singleElement()
                .satisfies(cookie -> {
                    assertThat(cookie.httpOnly).isTrue();
                    assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
                });
    }

    @Test
    void tellsWhoMayNotWhy() {
        var page = signIn(api().base(), "/", "bob");

        page.instance(remote(), "demo").click();

        assertThat(words(page, "user:bob may not exec")).isVisible();
    }

    @Test
    void comesBackToWhereOneWasWhenTheLoginHadExpired() {
        var page = signIn(api().base(), "/", "ann");
        assertThat(page.instance(remote(), "demo")).isVisible();

        assertThat(database.sql("UPDATE login_session SET last_access_time = 0, expiry_time = 0")
                        .update())
                .isPositive();
        page.instance(remote(), "demo").click();
        assertThat(words(page, "Your sign-in has ended")).isVisible();
        toProvider(page);

        page.awaitPrompt();
    }

    @Test
    void signsOutAtTheProviderToo() {
        var page = signIn(api().base(), terminal(), "ann");
        page.awaitPrompt();
        var old = cookies(page, api().base());
        assertThat(meBy(old)).isEqualTo(200);

        page.button("Menu").click();
        page.button("Sign out").click();
        assertThat(page.token()).isVisible();
        page.page().waitForURL(api().base() + "/**");

        assertThat(meBy(old)).isEqualTo(401);
        toProvider(page);
        assertThat(username(page)).isVisible();
    }

    @Test
    void takesTheKeysThatTheProviderHasNow() {
        assertThat(signIn(api().base(), "/", "ann").heading("Instances")).isVisible();

        PROVIDER.rotateKeys();

        assertThat(signIn(api().base(), "/", "ann").heading("Instances")).isVisible();
    }

    @Test
    void saysThatTheProviderIsDown() {
        PROVIDER.goAway();
        try (var gateway = gateway("jdbc:h2:mem:provider-down")) {
            var base = gateway.api().base();
            PROVIDER.register(base);
            var page = open(base, "/");
            toProvider(page);
            assertThat(words(page, "can't be reached now")).isVisible();
            assertThat(page.page()).hasURL(base + "/");

            PROVIDER.back();

            assertThat(signIn(base, "/", "ann").heading("Instances")).isVisible();
        } finally {
            PROVIDER.back();
        }
    }

    @Test
    void staysSignedInWhenTheGatewayIsRestarted(@TempDir Path directory) {
        var database = "jdbc:h2:file:" + directory.resolve("gateway");
        TerminalPage page;
        try (var gateway = gateway(database)) {
            PROVIDER.register(gateway.api().base());
            page = signIn(gateway.api().base(), "/", "ann");
            assertThat(page.heading("Instances")).isVisible();
        }

        try (var gateway = gateway(database)) {
            // a cookie is for all ports of a host
            page.page().navigate(gateway.api().base().toString());

            assertThat(page.heading("Instances")).isVisible();
        }
    }

    private static OwnGateway gateway(String database) {
        var settings = new ArrayList<>(List.of(
                "--spring.datasource.url=" + database,
                "--gateway.access.policy=" + POLICY,
                "--gateway.remotes.%s.socket=%s".formatted(remote(), Lab.get().value(remote(), "SOCKET"))));
        PROVIDER.settings().forEach((name, value) -> settings.add("--" + name + "=" + value));
        return OwnGateway.start(settings.toArray(String[]::new));
    }
}
