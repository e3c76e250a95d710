package dev.lxdgateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lxdgateway.support.ExecSocket;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WebLogin;
import dev.lxdgateway.support.WithGateway;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.websocket.api.exceptions.UpgradeException;
import org.junit.jupiter.api.Test;

/** The page's login, its cookie, and where requests may come from. */
class LoginIT extends WithGateway {

    private static final String FOREIGN = "https://evil.example";

    private String cookie() {
        return WebLogin.of(api()).cookies();
    }

    private String own() {
        return "http://" + api().base().getAuthority();
    }

    @Test
    void givesACookieThatScriptsAndOtherSitesCannotUse() {
        var answer = WebLogin.visitor(api()).signIn(TOKEN);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.response().headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("lxd-gateway=")
                        .contains("HttpOnly")
                        .contains("SameSite=Strict"));
    }

    @Test
    void knowsTheCallerByTheCookieUntilTheLogout() {
        var page = WebLogin.of(api());
        var before = page.headers();

        var me = page.call("GET", "/api/v1/me", null);
        var out = page.call("POST", "/logout", "");
        var after = api().call("GET", "/api/v1/me", null, before);

        assertThat(me.json().path("name").asString()).isEqualTo("admin");
        assertThat(out.status()).isEqualTo(204);
        assertThat(after.status()).isEqualTo(401);
    }

    @Test
    void refusesForeignOrigins() {
        var exec = "{\"command\":[\"true\"]}";
        var path = "/api/v1/instances/demo/exec";
        var withCookie = Map.of("Authorization", "", "Cookie", cookie(), "Origin", FOREIGN);
        var withoutOrigin = Map.of("Authorization", "", "Cookie", cookie());

        assertThat(WebLogin.visitor(api())
                        .call("POST", "/login", "token=" + TOKEN, Map.of("Origin", FOREIGN))
                        .code())
                .isEqualTo("origin-not-allowed");
        assertThat(api().call("POST", path, exec, Map.of("Origin", FOREIGN)).status())
                .isEqualTo(403);
        assertThat(api().call("POST", path, exec, Map.of("Origin", "null")).status())
                .isEqualTo(403);
        assertThat(api().call("POST", path, exec, withCookie).code()).isEqualTo("origin-not-allowed");
        assertThat(api().call("POST", path, exec, withoutOrigin).code()).isEqualTo("origin-not-allowed");
        assertThat(api().call("DELETE", "/api/v1/sessions/x", null, Map.of("Origin", FOREIGN))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void refusesForeignOriginsAndStrangersOnTheWebSocket() {
        var id = api().session(Lab.get().remotes().getFirst(), Map.of("command", List.of("sh")));
        var uri = attachUri(id);

        assertThat(handshakeStatus(uri, Map.of("Authorization", "Bearer " + TOKEN, "Origin", FOREIGN)))
                .isEqualTo(403);
        assertThat(handshakeStatus(uri, Map.of("Cookie", cookie(), "Origin", FOREIGN)))
                .isEqualTo(403);
        assertThat(handshakeStatus(uri, Map.of("Cookie", cookie()))).isEqualTo(403);
        assertThat(handshakeStatus(uri, Map.of())).isEqualTo(401);
        assertThat(handshakeStatus(uri, Map.of("Authorization", "Bearer wrong")))
                .isEqualTo(401);
        try (var socket = ExecSocket.open(uri, Map.of("Cookie", cookie(), "Origin", own()), "exec.v1")) {
            assertThat(socket.awaitFrame("attached").path("mode").asString()).isEqualTo("writer");
        }
        api().delete("/api/v1/sessions/" + id);
    }

    private URI attachUri(String id) {
        return URI.create("ws://" + api().base().getAuthority() + "/api/v1/sessions/" + id + "/attach");
    }

    private static int handshakeStatus(URI uri, Map<String, String> headers, String... protocols) {
        try (var _ = ExecSocket.open(uri, headers, protocols)) {
            return 101;
        } catch (CompletionException e) {
            return ((UpgradeException) Objects.requireNonNull(e.getCause())).getResponseStatusCode();
        }
    }

    @Test
    void takesATicketOnceAndForItsSessionAlone() {
        var remote = Lab.get().remotes().getFirst();
        var body = Map.of("command", List.of("sh"));
        var started = api().post("/api/v1/instances/demo/sessions?remote=" + remote, body)
                .json();
        var other = api().session(remote, body);
        var id = started.path("id").asString();
        var ticket = "ticket." + started.path("ticket").asString();

        try (var socket = ExecSocket.open(attachUri(id), Map.of(), "exec.v1", ticket)) {
            assertThat(socket.awaitFrame("attached").path("session").path("id").asString())
                    .isEqualTo(id);
        }
        assertThat(handshakeStatus(attachUri(id), Map.of(), "exec.v1", ticket)).isEqualTo(401);
        var second = "ticket."
                + api().post("/api/v1/sessions/" + id + "/tickets", Map.of("mode", "writer"))
                        .json()
                        .path("ticket")
                        .asString();
        assertThat(handshakeStatus(attachUri(other), Map.of(), "exec.v1", second))
                .isEqualTo(401);
        assertThatThrownBy(() -> ExecSocket.open(attachUri(id), Map.of(), "exec.v1", "ticket.wrong"))
                .hasCauseInstanceOf(UpgradeException.class);
        api().delete("/api/v1/sessions/" + id);
        api().delete("/api/v1/sessions/" + other);
    }

    @Test
    void letsAnObserversTicketOnlyLookOn() {
        var id = api().session(Lab.get().remotes().getFirst(), Map.of("command", List.of("sh")));
        var ticket = "ticket."
                + api().post("/api/v1/sessions/" + id + "/tickets", Map.of("mode", "observer"))
                        .json()
                        .path("ticket")
                        .asString();

        try (var socket = ExecSocket.open(attachUri(id), Map.of(), "exec.v1", ticket)) {
            assertThat(socket.awaitFrame("attached").path("mode").asString()).isEqualTo("observer");
            socket.type("echo no\n");
            assertThat(socket.awaitFrame("error").path("code").asString()).isEqualTo("forbidden");
            assertThat(socket.awaitClose()).isEqualTo(4403);
        }
        assertThat(api().get("/api/v1/sessions/" + id).json().path("state").asString())
                .isEqualTo("running");
        api().delete("/api/v1/sessions/" + id);
    }

    @Test
    void letsWhoIsSignedInShareASessionByATicketUntilItExpires() {
        var id = api().session(Lab.get().remotes().getFirst(), Map.of("command", List.of("sh")));
        var tickets = "/api/v1/sessions/" + id + "/tickets";
        var share = Map.of("mode", "observer", "expiresIn", "1h");
        var shared = api().post(tickets, share).json();
        var ticket = "ticket." + shared.path("ticket").asString();

        assertThat(shared.path("expires").asString())
                .isGreaterThan(Instant.now().toString());
        assertThat(handshakeStatus(attachUri(id), Map.of(), "exec.v1", ticket)).isEqualTo(401);
        for (int i = 0; i < 2; i++) {
            try (var guest =
                    ExecSocket.open(attachUri(id), Map.of("Cookie", cookie(), "Origin", own()), "exec.v1", ticket)) {
                assertThat(guest.awaitFrame("attached").path("mode").asString()).isEqualTo("observer");
            }
        }
        assertThat(api().post(tickets, Map.of("mode", "observer", "expiresIn", "25h"))
                        .status())
                .isEqualTo(400);
        api().delete("/api/v1/sessions/" + id);
    }
}
