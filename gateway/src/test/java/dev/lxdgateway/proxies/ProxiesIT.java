package dev.lxdgateway.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.ExecSocket;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.context.TestPropertySource;

/** Everything that a proxy can spoil, through those whose configurations are in {@code packaging/}. */
@TestPropertySource(properties = "gateway.access.trusted-proxies=127.0.0.1")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProxiesIT extends WithGateway {

    private static final Duration IDLE = Duration.ofSeconds(90);
    private static final int MEGABYTES = 50;
    private static final Pattern EXIT = Pattern.compile("(?im)^exec-exit-code: 0");
    private static final Pattern SESSION = Pattern.compile("(?im)^exec-session-id: (\\S+)");
    private static final String REMOTE = Lab.get().remotes().getFirst();

    private final Map<Kind, Proxy> proxies = new EnumMap<>(Kind.class);
    private final Map<Kind, ExecSocket> idle = new EnumMap<>(Kind.class);
    private Path directory = Path.of("");
    private long idleSince;

    /** The proxies, whether they take a body while they answer, and whether they let trailers through. */
    enum Kind {
        NGINX(false, false),
        HAPROXY(true, true);

        private final boolean bothWaysAtOnce;
        private final boolean trailers;

        Kind(boolean bothWaysAtOnce, boolean trailers) {
            this.bothWaysAtOnce = bothWaysAtOnce;
            this.trailers = trailers;
        }
    }

    @BeforeAll
    void startThemWithAnIdleTerminalEach(@TempDir Path given) throws Exception {
        directory = given;
        int gateway = api().base().getPort();
        for (var kind : Kind.values()) {
            var own = Files.createDirectory(directory.resolve(kind.name()));
            var proxy = kind == Kind.NGINX ? Proxy.nginx(own, gateway) : Proxy.haproxy(own, gateway);
            proxies.put(kind, proxy.start());
            var terminal = proxy.api().terminal(REMOTE, "sh");
            terminal.type("echo rea''dy\n");
            terminal.awaitOutput("ready");
            idle.put(kind, terminal);
        }
        idleSince = System.nanoTime();
    }

    @AfterAll
    void end() {
        idle.values().forEach(ExecSocket::close);
        proxies.values().forEach(Proxy::close);
    }

    private Proxy proxy(Kind kind) {
        return Objects.requireNonNull(proxies.get(kind));
    }

    private Api api(Kind kind) {
        return proxy(kind).api();
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void execAnswersInJson(Kind kind) {
        var ran = api(kind).exec(REMOTE, "sh", "-c", "echo out; echo err >&2; exit 7");

        assertThat(ran.path("exitCode").asInt()).isEqualTo(7);
        assertThat(ran.path("stderr").asString()).isEqualTo("err\n");
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void eventsArriveWhenTheyHappen(Kind kind) throws Exception {
        var body = Map.of("command", List.of("sh", "-c", "echo one; sleep 3; echo two"));
        var request = HttpRequest.newBuilder(api(kind).base().resolve("/api/v1/instances/demo/exec?remote=" + REMOTE))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .header("Accept", "application/x-ndjson")
                .POST(BodyPublishers.ofString(Api.JSON.writeValueAsString(body)))
                .build();
        try (var client = HttpClient.newHttpClient();
                var lines = client.send(request, BodyHandlers.ofLines()).body()) {
            var arriving = lines.iterator();
            assertThat(arriving.next()).contains("one");
            long first = System.nanoTime();
            assertThat(arriving.next()).contains("two");
            assertThat(Duration.ofNanos(System.nanoTime() - first)).isGreaterThan(Duration.ofSeconds(2));
            assertThat(arriving.next()).contains("\"exitCode\":0");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void rawStreamsPassWhole(Kind kind) throws Exception {
        var sent = directory.resolve(kind + ".sent");
        var received = directory.resolve(kind + ".received");
        var bytes = new byte[MEGABYTES * 1024 * 1024];
        new Random(7).nextBytes(bytes);
        Files.write(sent, bytes);

        if (kind.bothWaysAtOnce) {
            raw(kind, "command=cat", sent, received);
        } else {
            raw(kind, "command=sh&command=-c&command=cat%20%3E/tmp/proxied", sent, received);
            raw(kind, "command=cat&command=/tmp/proxied", Path.of("/dev/null"), received);
        }

        assertThat(Files.mismatch(sent, received)).isEqualTo(-1);
    }

    /** By curl, from an address of its own, for the account of who it was. */
    private void raw(Kind kind, String command, Path sent, Path received) {
        var told = Lab.run(
                        "curl",
                        "-sS",
                        "--max-time",
                        "90",
                        "--interface",
                        "127.0.0.2",
                        "-H",
                        "Authorization: Bearer " + TOKEN,
                        "-T",
                        sent.toString(),
                        "-o",
                        received.toString(),
                        "-D",
                        "-",
                        api(kind).base() + "/api/v1/instances/demo/exec?" + command + "&remote=" + REMOTE)
                .orFail()
                .output();

        assertThat(EXIT.matcher(told).find()).as(told).isEqualTo(kind.trailers);
        var session = SESSION.matcher(told).results().findFirst().orElseThrow().group(1);
        assertThat(api().get("/api/v1/audit").json().path("items"))
                .filteredOn(event -> event.path("session").asString("").equals(session))
                .isNotEmpty()
                .allMatch(event -> event.path("source").asString("127.0.0.2").equals("127.0.0.2"));
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void theExitIsInHeadersWhereItIsAskedFor(Kind kind) {
        var answer = api(kind)
                .call(
                        "POST",
                        "/api/v1/instances/demo/exec?command=sh&command=-c&command=exit+3&remote=" + REMOTE,
                        "",
                        Map.of("Prefer", "exec-status"));

        assertThat(answer.header("Exec-Exit-Code")).isEqualTo("3");
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void itsOwnOriginIsTheGateways(Kind kind) {
        var own = api(kind).base();

        attachFrom(kind, own.toString()).close();
        assertThatThrownBy(() -> attachFrom(kind, "http://elsewhere.example")).hasMessageContaining("403");
    }

    private ExecSocket attachFrom(Kind kind, String origin) {
        var session = api(kind).session(REMOTE, Map.of("command", List.of("sleep", "5")));
        return ExecSocket.open(
                URI.create("ws://" + api(kind).base().getAuthority() + "/api/v1/sessions/" + session + "/attach"),
                Map.of("Authorization", "Bearer " + TOKEN, "Origin", origin),
                "exec.v1");
    }

    @Test
    @Order(2)
    void idleTerminalsLiveOn() {
        for (var terminal : idle.values()) {
            await().atMost(IDLE.plusSeconds(5)).until(() -> System.nanoTime() - idleSince > IDLE.toNanos());
            terminal.type("echo ali''ve\n");
            terminal.awaitOutput("alive");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Order(3)
    void sessionsOutliveARestart(Kind kind) {
        var session = api(kind)
                .session(REMOTE, Map.of("command", List.of("sh", "-c", "echo before; read line; echo after; exit 4")));
        try (var first = api(kind).attach(session, "")) {
            first.awaitOutput("before");
            proxy(kind).close();
        }
        proxy(kind).start();
        try (var again = api(kind).attach(session, "")) {
            again.awaitOutput("before");
            again.type("\n");
            assertThat(again.awaitExit().path("exitCode").asInt()).isEqualTo(4);
        }
    }
}
