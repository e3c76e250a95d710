package dev.lxdgateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Api.Answer;
import dev.lxdgateway.support.WithGateway;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every answer tells a browser, whoever gives it. */
class AnswerHeadersIT extends WithGateway {

    record Ask(String method, String path, Map<String, String> headers) {}

    static Stream<Named<Ask>> asks() {
        var nobody = Map.of("Authorization", "");
        return Stream.of(
                named("the page", "GET", "/", nobody),
                named("a file of the page", "GET", "/favicon.svg", nobody),
                named("the description", "GET", "/api/v1/openapi.yaml", nobody),
                named("health", "GET", "/livez", nobody),
                named("an answer", "GET", "/api/v1/me", Map.of()),
                named("no credentials", "GET", "/api/v1/me", nobody),
                named("wrong credentials", "GET", "/api/v1/me", Map.of("Authorization", "Bearer wrong")),
                named("a foreign origin", "POST", "/api/v1/tokens", Map.of("Origin", "https://evil.example")),
                named("no CSRF token", "POST", "/login", nobody),
                named("nothing there", "GET", "/api/v1/nosuch", Map.of()),
                named("a file that is not there", "GET", "/assets/nosuch.js", Map.of()),
                named("no such method", "DELETE", "/api/v1/me", Map.of()),
                named("a body that is none", "POST", "/api/v1/instances/demo/exec", Map.of()),
                named("the firewall", "GET", "/api/v1/sessions;a=b", Map.of()),
                named("the container", "GET", "/api/v1/instances/a%2Fb/exec", Map.of()),
                named("a head that is too large", "GET", "/", Map.of("X-Long", "a".repeat(70_000))),
                named("the error page", "GET", "/error", Map.of()));
    }

    private static Named<Ask> named(String name, String method, String path, Map<String, String> headers) {
        return Named.of(name, new Ask(method, path, headers));
    }

    private Answer answer(Ask ask) {
        return api().call(ask.method(), ask.path(), ask.method().equals("POST") ? "" : null, ask.headers());
    }

    @ParameterizedTest
    @MethodSource("asks")
    void allowsNothingThatThePageDoesNotNeed(Ask ask) {
        var answer = answer(ask);

        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Strict-Transport-Security")).isEmpty();
        assertThat(answer.header("Server")).isEmpty();
    }

    @Test
    void keepsOthersFromThePagesWindow() {
        var page = api().get("/");

        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Permissions-Policy")).contains("camera=()", "clipboard-write=(self)");
    }

    @Test
    void isKeptByNoCache() {
        assertThat(api().get("/api/v1/me").header("Cache-Control")).contains("no-store");
        assertThat(api().call("GET", "/api/v1/me", null, Map.of("Authorization", ""))
                        .header("Cache-Control"))
                .contains("no-store");
    }
}
