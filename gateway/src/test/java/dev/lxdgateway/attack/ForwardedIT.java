package dev.lxdgateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.ExecSocket;
import dev.lxdgateway.support.OwnGateway;
import dev.lxdgateway.support.WebLogin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Headers that say where a request came from. */
class ForwardedIT extends WithExposedGateway {

    private static final String POLICY = """
            rules:
              - name: office
                allow: [list, exec, attach, observe, signal]
                subjects: {tokens: [forwarded-it]}
                when: {networks: [203.0.113.0/24]}
            """;

    @TempDir
    private static Path directory;

    @DynamicPropertySource
    static void policy(DynamicPropertyRegistry registry) throws IOException {
        var file = Files.writeString(directory.resolve("policy.yaml"), POLICY);
        registry.add("gateway.access.policy", file::toString);
    }

    private static final Map<String, String> BY_TLS = Map.of(
            "X-Forwarded-Proto", "https", "X-Forwarded-Host", "gateway.example", "X-Forwarded-For", "203.0.113.99");

    private static Map<String, String> withoutToken(Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put("Authorization", "");
        return all;
    }

    private WebLogin visitor() {
        return WebLogin.visitor(api());
    }

    @Test
    void areBelievedOfAProxy() {
        var page = api().call("GET", "/", null, withoutToken(BY_TLS));
        var cookie = page.header("Set-Cookie");
        var headers = withoutToken(BY_TLS);
        headers.put("Origin", "https://gateway.example");
        headers.put("Cookie", cookie.split(";", 2)[0]);
        headers.put("X-XSRF-TOKEN", cookie.split("[=;]", 3)[1]);
        headers.put("Content-Type", "application/x-www-form-urlencoded");

        var answer = api().call("POST", "/login", "token=" + TOKEN, headers);

        assertThat(cookie).startsWith("__Host-XSRF-TOKEN=").contains("Secure");
        assertThat(page.header("Strict-Transport-Security")).contains("max-age=31536000");
        assertThat(answer.status()).as("%s", answer).isEqualTo(204);
        assertThat(answer.response().headers().allValues("Set-Cookie"))
                .anySatisfy(login ->
                        assertThat(login).startsWith("__Host-lxd-gateway=").contains("Secure", "Path=/", "HttpOnly"));
    }

    @Test
    void sayWhatTheOriginIs() {
        var plain = visitor().call("POST", "/login", "token=" + TOKEN, Map.of("X-Forwarded-Host", "gateway.example"));
        var forged = visitor().call("POST", "/login", "token=" + TOKEN, Map.of("Origin", "https://gateway.example"));

        assertThat(forged.code()).isEqualTo("origin-not-allowed");
        assertThat(plain.status()).isEqualTo(204);
    }

    @Test
    void areNotBelievedOfOthers() {
        try (var gateway = OwnGateway.start("--gateway.remotes.nowhere.socket=/nowhere")) {
            var answer = gateway.api().call("GET", "/", null, withoutToken(BY_TLS));

            assertThat(answer.header("Set-Cookie")).startsWith("XSRF-TOKEN=").doesNotContain("Secure");
            assertThat(answer.header("Strict-Transport-Security")).isEmpty();
            for (var header : List.of("Forwarded", "X-Forwarded-For")) {
                assertThat(gateway.api()
                                .call("GET", "/api/v1/me", null, Map.of(header, "for=1.2.3.4"))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void tellThePolicyWhereACallerIs() {
        var made = api().post("/api/v1/tokens", Map.of("name", "forwarded-it", "expiresIn", "1h"))
                .json();
        var token = "Bearer " + made.path("token").asString();
        var own = "/api/v1/instances/demo/sessions?remote=" + remote();
        var body = "{\"command\":[\"cat\"]}";

        var inside = api().call("POST", own, body, Map.of("Authorization", token, "X-Forwarded-For", "203.0.113.5"));
        var outside = api().call("POST", own, body, Map.of("Authorization", token, "X-Forwarded-For", "198.51.100.5"));
        var forged = api().call(
                        "POST",
                        own,
                        body,
                        Map.of("Authorization", token, "X-Forwarded-For", "203.0.113.5, 198.51.100.5, 10.1.1.1"));

        assertThat(inside.status()).as("%s", inside).isEqualTo(201);
        assertThat(outside.status()).isEqualTo(403);
        assertThat(forged.status()).isEqualTo(403);
        var id = inside.json().path("id").asString();
        assertThat(attach(id, token, "203.0.113.5, 10.1.1.1")).isTrue();
        assertThat(attach(id, token, "203.0.113.5, 198.51.100.5")).isFalse();
        api().delete("/api/v1/sessions/" + id);
        api().delete("/api/v1/tokens/" + made.path("id").asString());
    }

    private boolean attach(String id, String token, String forwardedFor) {
        var uri = URI.create(
                "ws://%s/api/v1/sessions/%s/attach".formatted(api().base().getAuthority(), id));
        try (var socket =
                ExecSocket.open(uri, Map.of("Authorization", token, "X-Forwarded-For", forwardedFor), "exec.v1")) {
            if (socket.isAnswered()) {
                return true;
            }
            assertThat(socket.awaitClose()).isEqualTo(4403);
            return false;
        }
    }
}
