package dev.lxdgateway.openapi;

import dev.lxdgateway.support.Api.Answer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a gateway that has nothing to run commands in answers as described. */
class AnswersTests extends DescribedGateway {

    private static final String COMMAND = "{\"command\":[\"true\"]}";

    private final Answers answers = new Answers();

    @ParameterizedTest
    @CsvSource({
        "getDescription, /api/v1/openapi.yaml",
        "getMe, /api/v1/me",
        "listRemotes, /api/v1/remotes",
        "listInstances, /api/v1/instances",
        "listInstances, /api/v1/instances?remote=nosuch",
        "listSessions, /api/v1/sessions",
        "getSession, /api/v1/sessions/nosuch",
        "waitForSession, /api/v1/sessions/nosuch/wait",
        "readOutput, /api/v1/sessions/nosuch/output",
        "readOutput, /api/v1/sessions/nosuch/output?offset=first"
    })
    void answersAsDescribed(String operation, String path) {
        answers.check(operation, api().get(path));
        answers.check(operation, api().call("GET", path, null, Map.of("Authorization", "Bearer wrong")));
        answers.check(operation, api().call("GET", path, null, Map.of("X-Long", "a".repeat(20_000))));
    }

    @ParameterizedTest
    @CsvSource({
        "exec, POST, /api/v1/instances/demo/exec",
        "exec, POST, /api/v1/instances/demo/exec?command=true",
        "execRaw, PUT, /api/v1/instances/demo/exec?command=true",
        "startSession, POST, /api/v1/instances/demo/sessions",
        "startSession, POST, /api/v1/instances/demo/sessions?remote=nosuch",
        "signalSession, POST, /api/v1/sessions/nosuch/signal",
        "resizeSession, POST, /api/v1/sessions/nosuch/resize",
        "createTicket, POST, /api/v1/sessions/nosuch/tickets",
        "writeInput, POST, /api/v1/sessions/nosuch/input",
        "endSession, DELETE, /api/v1/sessions/nosuch",
        "signIn, POST, /login",
        "signOut, POST, /logout"
    })
    void answersChangesAsDescribed(String operation, String method, String path) throws Exception {
        var token = "Bearer " + TOKEN;
        answers.check(operation, call(method, path, COMMAND, "Authorization", token));
        answers.check(operation, call(method, path, "no JSON", "Authorization", token));
        answers.check(
                operation, call(method, path, COMMAND, "Authorization", token, "Origin", "https://elsewhere.example"));
        answers.check(operation, call(method, path, COMMAND, "Authorization", token, "Content-Type", "text/plain"));
        answers.check(operation, call(method, path, COMMAND, "Authorization", token, "Accept", "text/csv"));
        answers.check(operation, call(method, path, COMMAND, "Accept", "*/*"));
    }

    /** Asks on a connection of its own: the gateway closes one whose request it has not read to the end. */
    private Answer call(String method, String path, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(api().base().resolve(path))
                .method(method, BodyPublishers.ofString(body))
                .setHeader("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try (var client = HttpClient.newHttpClient()) {
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        }
    }
}
