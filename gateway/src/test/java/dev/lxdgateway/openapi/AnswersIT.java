package dev.lxdgateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Api.Answer;
import dev.lxdgateway.support.WithGateway;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a gateway with real servers answers as described. */
class AnswersIT extends WithGateway {

    private final Answers answers = new Answers();

    private Answer check(String operation, int status, Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        answers.check(operation, answer);
        return answer;
    }

    @Test
    void listsAsDescribed() {
        check("listRemotes", 200, api().get("/api/v1/remotes"));
        check("listInstances", 200, api().get("/api/v1/instances"));
        check("getMe", 200, api().get("/api/v1/me"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-ndjson", "text/event-stream"})
    void runsAsDescribed(String accept) {
        var body = "{\"command\":[\"sh\",\"-c\",\"echo out; printf '\\\\377' >&2; kill -KILL $$\"]}";

        check("exec", 200, api().call("POST", "/api/v1/instances/demo/exec", body, Map.of("Accept", accept)));
    }

    @Test
    void pipesAsDescribed() {
        var path = "/api/v1/instances/demo/exec?command=cat";
        var raw = Map.of("Content-Type", "application/octet-stream");

        check("execRaw", 200, api().call("PUT", path, "some", raw));
        check("exec", 200, api().call("POST", path, "some", raw));
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void keepsASessionAsDescribed(String remote) {
        var body = Map.of("command", List.of("sh", "-c", "echo out; read line; exit 3"));
        var started = check("startSession", 201, api().post("/api/v1/instances/demo/sessions?remote=" + remote, body));
        var session = started.header("Location");

        check("getSession", 200, api().get(session));
        check("listSessions", 200, api().get("/api/v1/sessions"));
        check("waitForSession", 202, api().get(session + "/wait?timeout=1ms"));
        check("readOutput", 206, api().get(session + "/output?wait=10s"));
        check("readOutput", 416, api().get(session + "/output?offset=1000000"));
        check("resizeSession", 204, api().post(session + "/resize", Map.of("cols", 100, "rows", 30)));
        check("createTicket", 201, api().post(session + "/tickets", Map.of("mode", "observer", "expiresIn", "1m")));
        check("signalSession", 204, api().post(session + "/signal", Map.of("signal", "WINCH")));
        check("writeInput", 204, api().post(session + "/input", Map.of()));
        check("endSession", 202, api().delete(session));
        check("waitForSession", 200, api().get(session + "/wait?timeout=60s"));
        check("getSession", 200, api().get(session));
        check("signalSession", 409, api().post(session + "/signal", Map.of("signal", "TERM")));
        check("endSession", 204, api().delete(session));
    }
}
