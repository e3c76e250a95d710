package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.Api.Answer;
import dev.lxdgateway.support.Container;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WebLogin;
import dev.lxdgateway.support.WithGateway;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bad request gets a problem that says what is wrong, soon, and the gateway goes on. */
class BadInputIT extends WithGateway {

    private static final String EXEC = "/api/v1/instances/demo/exec";
    private static final String OK = "{\"command\":[\"true\"]}";

    static Stream<Arguments> badRequests() {
        return Stream.of(
                bad("POST", "/api/v1/instances/nosuch/exec", OK, 404, "instance-not-found", "'nosuch'"),
                bad("POST", "/api/v1/instances/no_such/exec", OK, 404, "instance-not-found", "'no_such'"),
                bad("POST", "/api/v1/instances/nosuch/sessions", OK, 404, "instance-not-found", "'nosuch'"),
                bad("POST", EXEC + "?project=nosuch", OK, 404, "project-not-found", "'nosuch'"),
                bad("POST", EXEC + "?remote=nosuch", OK, 404, "remote-not-found", "'nosuch'"),
                bad("POST", EXEC, "{\"command\":[]}", 400, "invalid-request", "'command'"),
                bad("POST", EXEC, "{}", 400, "invalid-request", "'command'"),
                bad("POST", EXEC, "{\"command\":[\"\"]}", 400, "invalid-request", "'command'"),
                bad("POST", EXEC, "{\"command\":[null]}", 400, "invalid-request", "'command'"),
                bad("POST", EXEC, "{\"command\":\"ls\"}", 400, "invalid-request", "'command'"),
                bad("POST", EXEC, "{\"command\":[\"echo\",\"a\\u0000b\"]}", 400, "invalid-request", "NUL"),
                bad(
                        "POST",
                        EXEC,
                        "{\"command\":[\"a\"],\"environment\":{\"A=B\":\"\"}}",
                        400,
                        "invalid-request",
                        "A=B"),
                bad(
                        "POST",
                        EXEC,
                        "{\"command\":[\"a\"],\"environment\":{\"A\":\"\\u0000\"}}",
                        400,
                        "invalid-request",
                        "NUL"),
                bad("POST", EXEC, "{\"command\":[\"a\"],\"user\":-1}", 400, "invalid-request", "'user'"),
                bad("POST", EXEC, "{\"command\":[\"a\"],\"user\":\"root\"}", 400, "invalid-request", "'user'"),
                bad("POST", EXEC, "{\"command\":[\"a\"],\"timeout\":\"soon\"}", 400, "invalid-request", "'timeout'"),
                bad(
                        "POST",
                        EXEC,
                        "{\"command\":[\"a\"],\"maxOutput\":\"lots\"}",
                        400,
                        "invalid-request",
                        "'maxOutput'"),
                bad("POST", EXEC, "{\"command\":[\"a\"],\"stdin\":7}", 400, "invalid-request", "'stdin'"),
                bad(
                        "POST",
                        EXEC,
                        "{\"command\":[\"a\"],\"stdin\":{\"base64\":\"?\"}}",
                        400,
                        "invalid-request",
                        "'stdin'"),
                bad(
                        "POST",
                        EXEC,
                        "{\"command\":[\"a\"],\"interactive\":true}",
                        400,
                        "invalid-request",
                        "'interactive'"),
                bad("POST", EXEC, "{\"command\":[\"a\"],\"comand\":1}", 400, "invalid-request", "'comand'"),
                bad("POST", EXEC, "this is no JSON", 400, "invalid-request", "no JSON"),
                bad("POST", EXEC, "{\"command\":[\"a\"", 400, "invalid-request", "no JSON"),
                bad("POST", EXEC, "", 400, "invalid-request", "body"),
                bad("GET", EXEC, null, 405, "method-not-allowed", "GET"),
                bad("GET", "/api/v1/nosuch", null, 404, "not-found", "nosuch"),
                bad("GET", "/nosuch", null, 404, "not-found", "nosuch"),
                bad("GET", "/api/v1/sessions/nosuch", null, 404, "session-not-found", "'nosuch'"),
                bad("DELETE", "/api/v1/sessions/nosuch", null, 404, "session-not-found", "'nosuch'"),
                bad("GET", "/api/v1/sessions/nosuch/wait", null, 404, "session-not-found", "'nosuch'"),
                bad("GET", "/api/v1/instances?remote=nosuch", null, 404, "remote-not-found", "'nosuch'"),
                bad("GET", "/api/v1/instances?project=nosuch", null, 404, "project-not-found", "'nosuch'"));
    }

    private static Arguments bad(
            String method, String path, @Nullable String body, int status, String code, String names) {
        return Arguments.of(method, path, body, status, code, names);
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void saysWhatIsWrong(String method, String path, @Nullable String body, int status, String code, String names) {
        long asked = System.nanoTime();
        var answer = api().call(method, path, body, Map.of());

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
        assertProblem(answer, status, code);
        assertThat(answer.json().path("detail").asString()).contains(names);
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("title").asString()).isNotEmpty();
    }

    @AfterEach
    void goesOn() {
        assertThat(api().exec(Lab.get().remotes().getFirst(), "true")
                        .path("exitCode")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void saysThatAnInstanceIsStoppedOrFrozen(String remote) {
        try (var container = Container.launch(remote, "bad-input-it")) {
            var exec = "/api/v1/instances/%s/exec?remote=%s".formatted(container.name(), remote);
            container.pause();
            var frozen = api().post(exec, command());
            container.resume();
            container.run("stop", "-f");
            var stopped = api().post(exec, command());

            assertProblem(frozen, 400, "instance-frozen");
            assertProblem(stopped, 400, "instance-not-running");
        }
    }

    private static Map<String, Object> command() {
        return Map.of("command", List.of("true"));
    }

    @Test
    void asksForCredentials() {
        assertProblem(api().call("GET", "/api/v1/instances", null, Map.of("Authorization", "")), 401, "unauthorized");
        assertProblem(
                api().call("GET", "/api/v1/instances", null, Map.of("Authorization", "Bearer wrong")),
                401,
                "unauthorized");
        assertProblem(
                api().call("POST", EXEC, OK, Map.of("Authorization", "Basic YWRtaW46YWRtaW4=")), 401, "unauthorized");
        assertProblem(api().call("GET", "/api/v1/nosuch", null, Map.of("Authorization", "")), 401, "unauthorized");
    }

    @Test
    void refusesAWrongLogin() {
        assertProblem(WebLogin.visitor(api()).signIn("wrong"), 401, "unauthorized");
    }

    @Test
    void tellsAsAProblemWhatTheContainerRefuses() {
        var tooLong = Map.of("X-Long", "a".repeat(70_000));

        assertProblem(api().call("POST", "/api/v1/instances/a%2Fb/exec", OK, Map.of()), 400, "invalid-request");
        assertProblem(api().call("GET", "/api/v1/instances", null, tooLong), 431, "request-header-fields-too-large");
        assertProblem(api().get("/error"), 404, "not-found");
    }

    @Test
    void refusesABodyOfAnotherType() {
        assertProblem(
                api().call("POST", EXEC, OK, Map.of("Content-Type", "text/plain")), 415, "unsupported-media-type");
    }

    @Test
    void refusesParametersThatAreNone() {
        for (var query : List.of("state=%ff%fe", "state=a%0ab")) {
            assertProblem(api().get("/api/v1/sessions?" + query), 400, "invalid-request");
        }
        assertProblem(
                api().call("PUT", "/api/v1/instances/demo/exec?command=true&a%0ab=1", "", Map.of()),
                400,
                "invalid-request");
    }

    @Test
    void refusesAFormOfAnswerBeforeItRunsAnything() {
        var file = "/tmp/not-acceptable-" + System.nanoTime();
        var body = Api.JSON.writeValueAsString(Map.of("command", List.of("touch", file)));

        assertProblem(api().call("POST", EXEC, body, Map.of("Accept", "text/csv")), 406, "not-acceptable");
        assertThat(api().exec(Lab.get().remotes().getFirst(), "test", "-e", file)
                        .path("exitCode")
                        .asInt())
                .isEqualTo(1);
    }
}
