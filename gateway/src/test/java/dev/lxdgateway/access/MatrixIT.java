package dev.lxdgateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.access.Matrix.Cell;
import dev.lxdgateway.access.Matrix.Verdict;
import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.ExecSocket;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.eclipse.jetty.websocket.api.exceptions.UpgradeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route and frame, tried by everybody. */
@TestInstance(Lifecycle.PER_CLASS)
final class MatrixIT extends WithGateway {

    private static final List<String> MACHINES =
            List.of("nobody", "lister", "observer", "typist", "signaller", "stranger", "owner", "limited", "expired");

    private static final Map<String, String> BODIES = Map.of(
            "POST /api/v1/instances/{instance}/exec", "{\"command\":[\"true\"]}",
            "POST /api/v1/instances/{instance}/sessions", "{\"command\":[\"true\"]}",
            "POST /api/v1/sessions/{id}/input", "\n",
            "POST /api/v1/sessions/{id}/resize", "{\"cols\":90,\"rows\":30}",
            "POST /api/v1/sessions/{id}/signal", "{\"signal\":\"CONT\"}",
            "POST /api/v1/sessions/{id}/tickets", "{\"mode\":\"writer\"}",
            "POST /api/v1/tokens", "{\"name\":\"matrix-it\",\"expiresIn\":\"1s\"}");

    private static final Map<String, String> QUERIES = Map.of(
            "GET /api/v1/sessions/{id}/wait", "?timeout=1ms",
            "PUT /api/v1/instances/{instance}/exec", "?command=true",
            "GET /api/v1/access/explain", "?subject=user:ann&verb=admin");

    private static final Map<String, String> FRAMES = Map.of(
            "resize", "{\"type\":\"resize\",\"cols\":91,\"rows\":31}",
            "signal", "{\"type\":\"signal\",\"signal\":\"CONT\"}",
            "eof", "{\"type\":\"eof\"}",
            "redraw", "{\"type\":\"redraw\"}",
            "ack", "{\"type\":\"ack\",\"bytes\":0}",
            "ping", "{\"type\":\"ping\",\"id\":1}",
            "mode", "{\"type\":\"mode\",\"attachment\":\"%s\",\"mode\":\"observer\"}");

    @Autowired
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private ApiTokens tokens;

    private final Map<String, String> secrets = new HashMap<>();

    @DynamicPropertySource
    static void policy(DynamicPropertyRegistry registry) {
        var file = Path.of("src/test/resources/access/policy.yaml").toAbsolutePath();
        registry.add("gateway.access.policy", file::toString);
    }

    static Stream<Cell> cells() {
        return Matrix.read().cells().stream();
    }

    @BeforeAll
    void makeTokens() {
        for (var name : MACHINES) {
            var life = name.equals("expired") ? "1ms" : "1h";
            var scope = name.equals("limited") ? Map.of("verbs", List.of("list")) : Map.of();
            var made = api().post("/api/v1/tokens", Map.of("name", name, "expiresIn", life, "scope", scope));
            assertThat(made.status()).as("%s", made).isEqualTo(201);
            secrets.put(name, made.json().path("token").asString());
        }
        secrets.put("admin", TOKEN);
    }

    @AfterAll
    void revokeTokens() {
        tokens.all().forEach(token -> tokens.revoke(token.id()));
    }

    @Test
    void hasARowForEveryRouteAndFrame() {
        var routes = new TreeSet<String>();
        mappings.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/"))
                        .forEach(pattern -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> routes.add(method + " " + pattern))));

        assertThat(Matrix.read().routes()).containsExactlyInAnyOrderElementsOf(routes);
        assertThat(Matrix.read().frames()).contains("input").containsAll(FRAMES.keySet());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void decides(Cell cell) {
        var session = session();
        try {
            assertThat(
                            switch (cell.method()) {
                                case "ATTACH" -> attach(cell, session, cell.route());
                                case "FRAME" -> frame(cell, session);
                                default -> call(cell, session);
                            })
                    .isEqualTo(cell.verdict());
        } finally {
            api().delete("/api/v1/sessions/" + session);
        }
    }

    private String session() {
        var owner = new Api(api().base(), secrets.getOrDefault("owner", ""));
        return owner.session(Lab.get().remotes().getFirst(), Map.of("command", List.of("cat"), "interactive", true));
    }

    private Map<String, String> headers(String role) {
        return Map.of("Authorization", role.equals("anonymous") ? "" : "Bearer " + secrets.get(role));
    }

    private Verdict call(Cell cell, String session) {
        var row = cell.method() + " " + cell.route();
        var path = cell.route().replace("{instance}", "demo").replace("{id}", session) + QUERIES.getOrDefault(row, "");
        var answer = api().call(cell.method(), path, BODIES.get(row), headers(cell.role()));
        return switch (answer.status()) {
            case 401 -> Verdict.UNKNOWN;
            case 403 -> Verdict.FORBIDDEN;
            case 200, 201, 202, 204, 206 -> Verdict.ALLOWED;
            // the id is a session's
            case 404 -> {
                assertThat(answer.code()).isEqualTo("token-not-found");
                yield Verdict.ALLOWED;
            }
            default -> throw new AssertionError(answer.toString());
        };
    }

    private Verdict attach(Cell cell, String session, String mode) {
        try (var socket = open(cell, session, mode)) {
            return verdict(socket);
        } catch (CompletionException e) {
            return unknown(e);
        }
    }

    private Verdict frame(Cell cell, String session) {
        boolean mayWrite = attach(cell, session, "writer") == Verdict.ALLOWED;
        try (var socket = open(cell, session, mayWrite ? "writer" : "observer")) {
            if (verdict(socket) == Verdict.FORBIDDEN) {
                return Verdict.FORBIDDEN;
            }
            if (cell.route().equals("input")) {
                socket.type("x");
            } else {
                var own = socket.awaitFrame("attached").path("attachment").asString();
                socket.sendText(FRAMES.getOrDefault(cell.route(), "").formatted(own));
            }
            return verdict(socket);
        } catch (CompletionException e) {
            return unknown(e);
        }
    }

    private ExecSocket open(Cell cell, String session, String mode) {
        var base = api().base().toString().replace("http", "ws");
        var uri = URI.create("%s/api/v1/sessions/%s/attach?mode=%s".formatted(base, session, mode));
        return ExecSocket.open(uri, headers(cell.role()), "exec.v1");
    }

    private static Verdict unknown(CompletionException e) {
        assertThat(e.getCause())
                .isInstanceOfSatisfying(
                        UpgradeException.class,
                        refused -> assertThat(refused.getResponseStatusCode()).isEqualTo(401));
        return Verdict.UNKNOWN;
    }

    /** Whether the gateway still listens, by asking it for an answer; otherwise by the code of its close. */
    private static Verdict verdict(ExecSocket socket) {
        return socket.isAnswered() ? Verdict.ALLOWED : forbidden(socket);
    }

    private static Verdict forbidden(ExecSocket socket) {
        assertThat(socket.awaitClose()).isEqualTo(4403);
        return Verdict.FORBIDDEN;
    }
}
