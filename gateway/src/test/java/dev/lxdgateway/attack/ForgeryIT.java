package dev.lxdgateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Api.Answer;
import dev.lxdgateway.support.WebLogin;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Foreign pages that use the cookie of somebody who is signed in. */
class ForgeryIT extends WithVictim {

    private static final String COMMAND = "{\"command\":[\"true\"]}";

    Stream<String> foreignOrigins() {
        return Stream.of("null", "https://evil.example", "http://127.0.0.1", "http://127.0.0.1:1", "https://127.0.0.1");
    }

    private Stream<Map.Entry<String, String>> changes() {
        var own = "/api/v1/sessions/" + session;
        return Stream.of(
                Map.entry("POST " + EXEC, COMMAND),
                Map.entry("PUT " + EXEC + "?command=true", ""),
                Map.entry("POST /api/v1/instances/demo/sessions", COMMAND),
                Map.entry("POST " + own + "/signal", "{\"signal\":\"KILL\"}"),
                Map.entry("POST " + own + "/input", "x"),
                Map.entry("POST " + own + "/resize", "{\"cols\":1,\"rows\":1}"),
                Map.entry("POST " + own + "/tickets", "{\"mode\":\"writer\"}"),
                Map.entry("DELETE " + own, ""),
                Map.entry("POST /api/v1/tokens", "{\"name\":\"evil\",\"expiresIn\":\"1h\"}"),
                Map.entry("POST /logout", ""));
    }

    private void assertRefused(WebLogin victim, Map<String, String> headers, String code) {
        changes().forEach(change -> {
            var method = change.getKey().split(" ", 2);
            assertThat(call(victim, method[0], method[1], change.getValue(), headers)
                            .code())
                    .as("%s with %s", change.getKey(), headers)
                    .isEqualTo(code);
        });
        assertThat(victim.call("GET", "/api/v1/me", null).status()).isEqualTo(200);
    }

    /** A refusal may close a connection on which its request's body was still to come. */
    private static Answer call(WebLogin victim, String method, String path, String body, Map<String, String> headers) {
        try {
            return victim.call(method, path, body, headers);
        } catch (IllegalStateException _) {
            return victim.call(method, path, body, headers);
        }
    }

    @Test
    void areRefusedByTheirOrigin() {
        var victim = WebLogin.of(api());

        foreignOrigins().forEach(origin -> assertRefused(victim, Map.of("Origin", origin), "origin-not-allowed"));
        assertRefused(victim, Map.of("Origin", ""), "origin-not-allowed");
        var similar = api().base() + ".evil.example";
        assertRefused(victim, Map.of("Origin", similar), "origin-not-allowed");
    }

    @Test
    void areRefusedWithoutTheToken() {
        var victim = WebLogin.of(api());
        var other = WebLogin.visitor(api());

        assertRefused(victim, Map.of("X-XSRF-TOKEN", ""), "csrf-token-invalid");
        assertRefused(victim, Map.of("X-XSRF-TOKEN", "guess"), "csrf-token-invalid");
        assertRefused(victim, Map.of("X-XSRF-TOKEN", other.csrfToken()), "csrf-token-invalid");
        for (var type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            assertRefused(victim, Map.of("X-XSRF-TOKEN", "", "Content-Type", type), "csrf-token-invalid");
        }
        assertRefused(victim, Map.of("X-XSRF-TOKEN", "", "Authorization", "Basic YTpi"), "csrf-token-invalid");
    }

    @Test
    void cannotSignAnybodyIn() {
        var visitor = WebLogin.visitor(api());

        assertThat(visitor.call("POST", "/login", "token=" + TOKEN, Map.of("X-XSRF-TOKEN", ""))
                        .code())
                .isEqualTo("csrf-token-invalid");
        assertThat(visitor.call("POST", "/login", "token=" + TOKEN, Map.of("X-XSRF-TOKEN", "", "Cookie", ""))
                        .code())
                .isEqualTo("csrf-token-invalid");
    }

    @Test
    void cannotPlantASession() {
        var attacker = WebLogin.of(api());
        var victim = WebLogin.visitor(api());
        victim.plant("lxd-gateway", attacker.cookie("lxd-gateway"));

        assertThat(victim.signIn(TOKEN).status()).isEqualTo(204);

        assertThat(victim.cookie("lxd-gateway")).isNotEqualTo(attacker.cookie("lxd-gateway"));
        assertThat(attacker.call("GET", "/api/v1/me", null).status()).isEqualTo(401);
    }

    @Test
    void cannotInventASession() {
        var victim = WebLogin.visitor(api());
        victim.plant("lxd-gateway", "MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw");

        victim.signIn(TOKEN);

        assertThat(victim.cookie("lxd-gateway")).isNotEqualTo("MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw");
    }

    @ParameterizedTest
    @MethodSource("dev.lxdgateway.attack.ForgeryIT#mayNotBeSaidToOthers")
    void cannotReadAnswers(String header) {
        var answer = WebLogin.of(api()).call("GET", "/api/v1/me", null, Map.of("Origin", "https://evil.example"));

        assertThat(answer.header(header)).isEmpty();
    }

    static Stream<String> mayNotBeSaidToOthers() {
        return Stream.of("Access-Control-Allow-Origin", "Access-Control-Allow-Credentials");
    }

    @Test
    void cannotAskWhatTheyMay() {
        var answer = api().call(
                        "OPTIONS",
                        EXEC,
                        null,
                        Map.of(
                                "Authorization", "",
                                "Origin", "https://evil.example",
                                "Access-Control-Request-Method", "POST",
                                "Access-Control-Request-Headers", "x-xsrf-token"));

        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.header("Access-Control-Allow-Headers")).isEmpty();
    }
}
