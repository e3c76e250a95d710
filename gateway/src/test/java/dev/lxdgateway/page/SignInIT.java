package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** In and out, and what a browser remembers in between. */
class SignInIT extends WithOnePage {

    @Test
    void refusesAWrongToken() {
        page.signIn("no-such-token");

        assertThat(page.alert()).hasText("That token is not valid.");
        assertThat(page.heading("Instances")).isHidden();
        assertThat(profile.request().get("/api/v1/instances").status()).isEqualTo(401);
    }

    @Test
    void closesTheApiAtTheSignOut() {
        shell(anyRemote());
        var cookies = profile.cookies().stream()
                .map(cookie -> cookie.name + "=" + cookie.value)
                .collect(Collectors.joining("; "));
        assertThat(instancesBy(cookies)).isEqualTo(200);

        page.button("Menu").click();
        page.button("Sign out").click();

        assertThat(page.token()).isFocused();
        assertThat(instancesBy(cookies)).isEqualTo(401);
        page.page().goBack();
        assertThat(page.token()).isVisible();
    }

    private int instancesBy(String cookies) {
        return api().call(
                        "GET",
                        "/api/v1/instances",
                        null,
                        Map.of(
                                "Authorization",
                                "",
                                "Cookie",
                                cookies,
                                "Origin",
                                api().base().toString()))
                .status();
    }

    @Test
    void remembersTheColoursThatOneChose() {
        page.page().navigate("/");
        page.button("Use dark colours").click();

        page.page().reload();

        assertThat(page.button("Use light colours")).isVisible();
    }
}
