package dev.lxdgateway.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.WebLogin;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who hold connections by sending next to nothing. */
class SlowCallersIT extends WithExposedGateway {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration SOON = Duration.ofSeconds(10);

    /** Sends the same byte every quarter of a second until it is cut off. */
    private static void assertCutOff(RawConnection connection, String trickle) {
        await().pollInterval(PAUSE)
                .pollInSameThread()
                .atMost(SOON)
                .until(() -> !connection.isSent(trickle.getBytes(ISO_8859_1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G",
                "GET /api/v1/me HTTP/1.1\n",
                "GET / HTTP/1.1\nHost: gateway\nX-Slow: a",
                "POST /login HTTP/1.1\nHost: gateway\nX-Slow: a"
            })
    void areCutOffInTheirHead(String begin) {
        try (var connection = RawConnection.to(api()).lines(begin)) {
            assertCutOff(connection, "a");
        }
    }

    @Test
    void areCutOffBeforeTheirHead() {
        try (var connection = RawConnection.to(api())) {
            assertCutOff(connection, "\r\n");
        }
    }

    @Test
    void areCutOffInTheirNextHead() {
        try (var connection = RawConnection.to(api())) {
            connection.lines("GET /livez HTTP/1.1\nHost: gateway\n\n");
            assertThat(RawConnection.status(connection.headOfAnswer())).isEqualTo(200);
            connection.lines("GET /livez HTTP/1.1\nHost: gate");
            assertCutOff(connection, "w");
        }
    }

    @Test
    void areCutOffInTheirLogin() {
        var visitor = WebLogin.visitor(api());
        var head = """
                POST /login HTTP/1.1
                Host: %s
                Origin: %s
                Cookie: %s
                X-XSRF-TOKEN: %s
                Content-Type: application/x-www-form-urlencoded
                Content-Length: 4000

                token=""".formatted(api().base().getAuthority(), api().base(), visitor.cookies(), visitor.csrfToken());
        try (var connection = RawConnection.to(api()).lines(head)) {
            assertCutOff(connection, "a");
        }
    }

    @Test
    void areNotCutOffInWhatStreams() throws Exception {
        var head = RawConnection.head(
                api(),
                "POST",
                EXEC + "?command=cat",
                "Content-Type: application/octet-stream",
                "Transfer-Encoding: chunked");
        try (var connection = RawConnection.to(api()).lines(head)) {
            for (int i = 0; i < 16; i++) {
                connection.lines("1\na\n");
                Thread.sleep(PAUSE);
            }
            connection.lines("0\n\n");

            var answer = connection.rest();

            assertThat(RawConnection.status(answer)).isEqualTo(200);
            assertThat(answer.chars().filter(letter -> letter == 'a').count()).isGreaterThanOrEqualTo(16);
            assertThat(answer).contains("Exec-Exit-Code: 0");
        }
    }

    @Test
    void areNotCutOffWhileTheyWait() {
        var head = RawConnection.head(api(), "GET", "/api/v1/sessions/" + session + "/wait?timeout=4s");

        assertThat(RawConnection.status(RawConnection.ask(api(), head))).isEqualTo(202);
    }

    @Test
    void keepNobodyElseWaiting() {
        var slow = Stream.generate(() -> RawConnection.to(api()).lines("GET /slow HTTP/1.1\nHost: "))
                .limit(300)
                .toList();

        assertThat(api().exec(remote(), "true").path("exitCode").asInt()).isZero();

        await().pollInterval(PAUSE)
                .pollInSameThread()
                .atMost(SOON)
                .until(() -> slow.stream()
                        .filter(connection -> connection.isSent(new byte[] {'a'}))
                        .toList()
                        .isEmpty());
        slow.forEach(RawConnection::close);
        assertThat(List.of(api().get("/api/v1/me").status())).containsOnly(200);
    }
}
