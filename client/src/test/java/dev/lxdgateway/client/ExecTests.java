package dev.lxdgateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecTests {

    private static final String OUT = "54034ac5c6e9ea95734ec2b729fd6d62abf64af34a9f9ce5d466cb788191a73d";
    private static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void sendsWhatIsAskedFor() {
        try (var stub = GatewayStub.answering(200, "{}");
                var client = stub.client()) {
            client.instance("web 1")
                    .onRemote("far")
                    .inProject("p")
                    .exec(ExecRequest.of(Command.of("a", "b")
                                    .withUser(7)
                                    .withEnvironment("N", "V")
                                    .withCwd("/tmp"))
                            .withStdin("in")
                            .withTimeout(Duration.ofSeconds(3))
                            .withMaxOutput(100)
                            .withIdempotencyKey("key"));

            var asked = stub.asked().getLast();
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.pathQuery()).isEqualTo("/api/v1/instances/web%201/exec?remote=far&project=p");
            assertThat(asked.headers().get("Authorization")).isEqualTo("Bearer secret");
            assertThat(asked.headers().get("Idempotency-Key")).isEqualTo("key");
            assertThat(asked.headers().get("Accept")).isEqualTo("application/json");
            assertThat(asked.body()).isEqualTo("""
                    {"command":["a","b"],"environment":{"N":"V"},"user":7,"cwd":"/tmp","stdin":{"base64":"aW4="},"timeout":"3000ms","maxOutput":"100"}""");
        }
    }

    @Test
    void readsAResult() {
        try (var stub = GatewayStub.answering(200, """
                {"exitCode":137,"signal":"KILL","reason":"killed-by-timeout","stdout":"/w==","stderr":"","encoding":"base64",
                "stdoutBytes":3,"stdoutSha256":"aa","stderrBytes":0,"stderrSha256":"bb","truncated":true,"tail":"cut",
                "detail":"why","durationMs":12,"sessionId":"s1","later":1}""");
                var client = stub.client()) {
            var result = client.instance("demo").exec("true");

            assertThat(result.exit().exitCode()).isEqualTo(137);
            assertThat(result.exit().signal()).isEqualTo("KILL");
            assertThat(result.exit().reason()).isEqualTo(ExitReason.KILLED_BY_TIMEOUT);
            assertThat(result.exit().tail()).isEqualTo(Tail.CUT);
            assertThat(result.exit().detail()).isEqualTo("why");
            assertThat(result.exit().sums()).containsEntry(StdStream.STDOUT, new StreamSum(3, "aa"));
            assertThat(result.stdout()).containsExactly(0xFF);
            assertThat(result.isTruncated()).isTrue();
            assertThat(result.duration()).isEqualTo(Duration.ofMillis(12));
            assertThat(result.sessionId()).isEqualTo("s1");
        }
    }

    @Test
    void tellsARefusal() {
        try (var stub = GatewayStub.answering((_, response) -> {
                    response.setStatus(429);
                    response.getHeaders().put("Retry-After", "7");
                    GatewayStub.write(response, "{\"code\":\"limit-exceeded\",\"detail\":\"too many\"}");
                });
                var client = stub.client()) {
            var instance = client.instance("demo");
            var refused = catchThrowableOfType(ProblemException.class, () -> instance.exec("true"));
            var asEvents = catchThrowableOfType(
                    ProblemException.class,
                    () -> instance.events(ExecRequest.of(Command.of("true"))).close());

            assertThat(refused).hasMessage("429 limit-exceeded: too many");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("limit-exceeded");
            assertThat(refused.detail()).isEqualTo("too many");
            assertThat(refused.retryAfter()).contains(Duration.ofSeconds(7));
            assertThat(asEvents).hasMessage(refused.getMessage());
        }
    }

    @Test
    void tellsARefusalThatIsNotTheGateways() {
        try (var stub = GatewayStub.answering(502, "<html>");
                var client = stub.client()) {
            var instance = client.instance("demo");
            assertThatThrownBy(() -> instance.exec("true")).hasMessage("502 bad-gateway: Bad Gateway");
        }
    }

    @Test
    void tellsThatNobodyAnswers() {
        var stub = GatewayStub.answering(200, "{}");
        try (var client = stub.client()) {
            stub.close();
            var instance = client.instance("demo");
            assertThatThrownBy(() -> instance.exec("true"))
                    .isInstanceOf(ConnectionLostException.class)
                    .hasMessageStartingWith("POST /api/v1/instances/demo/exec was not answered: ");
        }
    }

    @Test
    void readsEvents() {
        try (var stub = events("""
                {"stream":"stdout","data":"ou"}
                {"stream":"stderr","base64":"/w=="}

                {"stream":"stdout","data":"t\\n"}
                {"exit":{"exitCode":0,"signal":null,"reason":"exited","bytes":{"stdout":4},"sha256":{"stdout":"%s"},"tail":"complete"}}
                """.formatted(OUT));
                var client = stub.client();
                var events = client.instance("demo").events(ExecRequest.of(Command.of("x")))) {
            assertThat(events)
                    .containsExactly(
                            new ExecEvent.Output(StdStream.STDOUT, new byte[] {'o', 'u'}),
                            new ExecEvent.Output(StdStream.STDERR, new byte[] {(byte) 0xFF}),
                            new ExecEvent.Output(StdStream.STDOUT, new byte[] {'t', '\n'}),
                            new ExecEvent.Exited(new Exit(
                                    0,
                                    null,
                                    ExitReason.EXITED,
                                    Map.of(StdStream.STDOUT, new StreamSum(4, OUT)),
                                    Tail.COMPLETE,
                                    null)));
        }
    }

    private static GatewayStub events(String lines) {
        return GatewayStub.answering((_, response) -> {
            response.getHeaders().put("Content-Type", "application/x-ndjson");
            GatewayStub.write(response, lines);
        });
    }

    @Test
    void noticesThatEventsAreMissing() {
        for (var lines : List.of("{\"stream\":\"stdout\",\"data\":\"a\"}\n", "")) {
            try (var stub = events(lines);
                    var client = stub.client();
                    var events = client.instance("demo").events(ExecRequest.of(Command.of("x")))) {
                assertThatThrownBy(events::awaitExit)
                        .isInstanceOf(ConnectionLostException.class)
                        .hasMessage("the answer ends without the exit");
            }
        }
    }

    @Test
    void noticesThatOutputIsMissing() {
        try (var stub = events("""
                {"exit":{"exitCode":0,"reason":"exited","bytes":{"stdout":4},"sha256":{"stdout":"%s"},"tail":"complete"}}
                """.formatted(OUT));
                var client = stub.client();
                var events = client.instance("demo").events(ExecRequest.of(Command.of("x")))) {
            assertThatThrownBy(events::awaitExit)
                    .isInstanceOf(IncompleteOutputException.class)
                    .hasMessage(
                            "of stdout 0 bytes came with SHA-256 %s, and 4 were sent with %s".formatted(NOTHING, OUT));
        }
    }
}
