package dev.lxdgateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Api;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a proxy and the gateway might read in two ways, and what HTTP has besides. */
class ProtocolIT extends WithVictim {

    private String hidden() {
        return "DELETE /api/v1/sessions/%s HTTP/1.1\nHost: gateway\nAuthorization: Bearer %s\n\n"
                .formatted(session, TOKEN);
    }

    private String request(String... headers) {
        return RawConnection.head(api(), "POST", EXEC, headers).replace("Connection: close\n", "");
    }

    @Test
    void hideNoRequestBehindTwoLengths() {
        var length = hidden().replace("\n", "\r\n").length();

        var both = RawConnection.ask(
                api(),
                request(
                                "Content-Type: application/json",
                                "Content-Length: " + (length + 5),
                                "Transfer-Encoding: chunked")
                        + "0\n\n"
                        + hidden());
        var lengths = RawConnection.ask(api(), request("Content-Length: 0", "Content-Length: " + length) + hidden());
        var list = RawConnection.ask(api(), request("Content-Length: 0, " + length) + hidden());

        for (var answer : List.of(both, lengths, list)) {
            assertThat(RawConnection.status(answer)).as(answer).isEqualTo(400);
            assertThat(RawConnection.answers(answer)).as(answer).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding: identity, chunked, chunked",
                "Content-Length: +5",
                "Content-Length: 0x5",
                "Content-Length: -1",
                "Content-Length: 99999999999999999999",
                "X-Evil: a\n Transfer-Encoding: chunked",
                "\u0000X: y",
                "X Y: z",
                ": no name",
                "X-Nul: a\u0000b"
            })
    void refusesWhatCanBeReadInTwoWays(String header) {
        var answer = RawConnection.ask(api(), request("Content-Type: application/json", header) + "0\n\n" + hidden());

        assertThat(RawConnection.status(answer)).as(answer).isIn(400, 411, 413, 501);
        assertThat(RawConnection.answers(answer)).as(answer).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5;ext\nhello\n",
                "00000000000000000005\nhello\n",
                "-5\nhello\n",
                "ffffffffffffffff\nhello\n",
                "5\nhelloX\n"
            })
    void readsChunksInOneWay(String chunks) {
        var head =
                RawConnection.head(api(), "POST", EXEC, "Content-Type: application/json", "Transfer-Encoding: chunked");
        var answer = RawConnection.ask(api(), head + chunks + "0\n\n");

        assertThat(RawConnection.status(answer)).as(answer).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({EXEC + ", Origin: https://evil.example, 403", "/api/v1/nothing, X-Y: z, 404", "/api/v1/me, X-Y: z, 405"
    })
    void saysWhereARefusalEndsTheConnection(String path, String header, String status) {
        var head = RawConnection.head(api(), "POST", path, header, "Content-Length: 5")
                .replace("Connection: close\n", "");
        var next = RawConnection.head(api(), "GET", "/api/v1/me");

        var unread = RawConnection.ask(api(), head);
        var read = RawConnection.ask(api(), head + "hello" + next);

        assertThat(unread).contains("HTTP/1.1 " + status, "\r\nConnection: close\r\n");
        assertThat(read).contains("HTTP/1.1 " + status, "HTTP/1.1 200");
    }

    @Test
    void knowsTwoHostsForNone() {
        var answer = RawConnection.ask(
                api(), "GET /api/v1/me HTTP/1.1\nHost: a\nHost: b\nAuthorization: Bearer %s\n\n".formatted(TOKEN));

        assertThat(RawConnection.status(answer)).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "TRACK", "CONNECT", "PROPFIND", "DEBUG", "GET\t", "delete"})
    void hasNoOtherMethods(String method) {
        var answer = RawConnection.ask(
                api(), RawConnection.head(api(), method, "/api/v1/sessions/" + session, "X-Secret: echoed"));

        assertThat(RawConnection.status(answer)).as(answer).isIn(400, 404, 405, 501);
        assertThat(answer).doesNotContain("echoed", TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"})
    void letsNoHeaderChangeTheMethod(String header) {
        var answer = api().call("GET", "/api/v1/sessions/" + session, null, Map.of(header, "DELETE"));
        var posted =
                api().call("POST", "/api/v1/sessions/" + session + "?_method=DELETE", "", Map.of(header, "DELETE"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(posted.status()).isEqualTo(405);
    }

    @Test
    void letsNoHeaderChangeThePath() {
        for (var header : List.of("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix", "X-Forwarded-Path")) {
            var answer = api().call("GET", "/livez", null, Map.of("Authorization", "", header, "/api/v1/me"));
            assertThat(answer.status()).as(header).isEqualTo(200);
            assertThat(answer.response().body()).doesNotContain("admin");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/health",
                "/actuator/prometheus",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator;/env",
                "//actuator/env",
                "/./actuator/env",
                "/assets/..;/actuator/env"
            })
    void keepsItsManagementOnItsOwnPort(String path) {
        assertThat(RawConnection.status(RawConnection.ask(api(), RawConnection.head(api(), "GET", path))))
                .isIn(400, 404);
        var byHost = RawConnection.head(api(), "GET", path)
                .replace(api().base().getAuthority(), management().base().getAuthority());
        assertThat(RawConnection.status(RawConnection.ask(api(), byHost))).isIn(400, 404);
    }

    @Test
    void showsLittleOfItselfOnTheManagementPort() {
        var management = management();
        for (var endpoint : List.of("env", "heapdump", "beans", "configprops", "loggers", "threaddump", "shutdown")) {
            assertThat(management.get("/actuator/" + endpoint).status())
                    .as(endpoint)
                    .isEqualTo(404);
        }
    }

    @Test
    void saysNothingOfWhatItIsMadeOf() {
        for (var path : List.of("/", "/api/v1/me", "/nosuch", "/api/v1/instances/%00/exec")) {
            var answer = RawConnection.ask(api(), RawConnection.head(api(), "GET", path));
            assertThat(answer.split("\r\n\r\n", 2)[0].toLowerCase(Locale.ROOT))
                    .doesNotContain("server:", "x-powered-by", "jetty", "spring");
            assertThat(answer).doesNotContain("at dev.lxdgateway", "java.lang.", "org.eclipse");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%0d%0aX-Evil:%20yes", "%0aX-Evil:yes", "%e5%98%8a%e5%98%8dX-Evil:yes", "\rX-Evil: yes"})
    void putsNothingOfTheRequestIntoTheAnswersHead(String text) {
        for (var request : List.of(
                RawConnection.head(api(), "GET", "/api/v1/sessions/" + text),
                RawConnection.head(api(), "GET", "/" + text),
                RawConnection.head(api(), "GET", "/api/v1/sessions?cursor=" + text + "&state=" + text),
                RawConnection.head(api(), "GET", "/api/v1/sessions/" + session + "/output?stream=" + text),
                RawConnection.head(
                        api(),
                        "POST",
                        "/api/v1/sessions/" + session + "/tickets",
                        "Origin: http://" + text,
                        "Content-Length: 0"),
                RawConnection.head(api(), "POST", EXEC, "Idempotency-Key: " + text, "Content-Length: 0"),
                RawConnection.head(api(), "GET", "/api/v1/me", "Accept: " + text, "Accept-Language: " + text),
                RawConnection.head(
                        api(), "GET", "/api/v1/me", "Cookie: lxd-gateway=" + text + "; XSRF-TOKEN=" + text))) {
            var head = RawConnection.ask(api(), request).split("\r\n\r\n", 2)[0];
            assertThat(head).as(request).doesNotContainPattern("(?i)[\\r\\n]X-Evil");
        }
    }

    @Test
    void answersInJsonAlone() {
        for (var path : List.of("/api/v1/sessions/<script>alert(1)</script>", "/<img src=x>", "/api/v1/nosuch")) {
            var answer = new Api(api().base(), TOKEN)
                    .get(path.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20"));
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void runsNoOutputAsAPage() {
        api().post("/api/v1/sessions/" + session + "/input", Map.of());
        var output = api().get("/api/v1/sessions/" + session + "/output?wait=10s");

        assertThat(output.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(output.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(output.header("Content-Security-Policy")).contains("default-src 'none'");
    }
}
