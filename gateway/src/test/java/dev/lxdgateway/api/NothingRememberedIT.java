package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.OwnGateway;
import dev.lxdgateway.support.stub.LxdStub;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that remembers no ended session still answers with all that a command wrote, however soon it was over. */
@TestInstance(Lifecycle.PER_CLASS)
class NothingRememberedIT {

    private static final int TIMES = 200;
    private static final int AT_ONCE = 32;
    private static final String PATH = "/api/v1/instances/demo/exec";
    private static final String BODY = "{\"command\": [\"say\"]}";

    private LxdStub stub;
    private OwnGateway gateway;
    private Api api;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        var socket = directory.resolve("stub.socket");
        stub = LxdStub.on(socket);
        stub.runs(exec -> {
            exec.out("all of it");
            exec.exit(3);
        });
        gateway = OwnGateway.start(
                "--gateway.remotes.stub.socket=" + socket,
                "--gateway.session.retained=0",
                "--gateway.exec.output.directory=" + directory.resolve("spill"));
        api = gateway.api();
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
        stub.close();
    }

    private static <T> List<T> often(Callable<T> call) throws Exception {
        var answers = new ArrayList<T>();
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (var answer : threads.invokeAll(Collections.nCopies(TIMES, call))) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    @Test
    void answersWithAllOfIt() throws Exception {
        assertThat(often(() -> api.call("POST", PATH, BODY, Map.of()).json())).allSatisfy(answer -> {
            assertThat(answer.path("stdout").asString()).isEqualTo("all of it");
            assertThat(answer.path("exitCode").asInt()).isEqualTo(3);
        });
    }

    @Test
    void answersARetryWithAllOfIt() throws Exception {
        assertThat(often(() -> api.call(
                                "POST",
                                PATH,
                                BODY,
                                Map.of("Idempotency-Key", UUID.randomUUID().toString()))
                        .json()))
                .allSatisfy(
                        answer -> assertThat(answer.path("stdout").asString()).isEqualTo("all of it"));
    }

    @Test
    void tellsAllOfItAsEvents() throws Exception {
        assertThat(often(() -> api.call("POST", PATH, BODY, Map.of("Accept", "application/x-ndjson"))
                        .response()
                        .body()))
                .allSatisfy(events -> assertThat(events).contains("\"data\":\"all of it\"", "\"exitCode\":3"));
    }

    @Test
    void passesAllOfItOn() throws Exception {
        assertThat(often(() -> api.call("POST", PATH + "?command=say", "", Map.of())
                        .response()
                        .body()))
                .allSatisfy(body -> assertThat(body).isEqualTo("all of it"));
    }

    @Test
    void forgetsEachOfThem() throws Exception {
        var id = api.call("POST", PATH, BODY, Map.of()).json().path("sessionId").asString();

        assertThat(api.get("/api/v1/sessions/" + id).code()).isEqualTo("session-gone");
        assertThat(api.get("/api/v1/sessions").json().path("items")).isEmpty();
    }
}
