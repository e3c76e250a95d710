package dev.lxdgateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that mean another path to somebody behind the gateway. */
class PathIT extends WithVictim {

    private static final String COMMAND = "{\"command\":[\"true\"]}";

    static Stream<String> names() {
        return Stream.of(
                "..",
                "../..",
                "%2e%2e",
                "%2E%2E%2f%2e%2e%2f1.0%2finstances%2fdemo",
                "..%2f..",
                "%2f",
                "demo%2f..%2fdemo",
                "demo%5c..%5cdemo",
                "demo%3fproject=default",
                "demo%23",
                "demo%26project=default",
                "demo;project=default",
                "demo%3b",
                "demo%00",
                "demo%0a",
                "demo%0d%0aX-Evil:%20yes",
                "demo%20",
                "%20demo",
                "demo%252e%252e",
                "%252e%252e%252f",
                "%c0%ae%c0%ae",
                "%ff%fe",
                "%e2%80%ae",
                "d%c3%a9mo",
                "%ef%bd%84%ef%bd%85%ef%bd%8d%ef%bd%8f",
                "demo%f0%9f%92%a3",
                "*",
                "%25",
                "-rf",
                "a".repeat(20_000),
                "%61".repeat(5_000));
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesNoInstance(String name) {
        assertRefused("POST", "/api/v1/instances/" + name + "/exec", COMMAND);
        assertRefused("POST", "/api/v1/instances/" + name + "/sessions", COMMAND);
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesNoProjectOrRemote(String name) {
        assertRefused("POST", EXEC + "?project=" + name, COMMAND);
        assertRefused("POST", EXEC + "?remote=" + name, COMMAND);
        assertRefused("GET", "/api/v1/instances?remote=" + name, "");
        assertRefused("GET", "/api/v1/instances?project=" + name, "");
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesNoSession(String name) {
        assertRefused("GET", "/api/v1/sessions/" + name + "/output", "");
        assertRefused("POST", "/api/v1/sessions/" + name + "/signal", "{\"signal\":\"KILL\"}");
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesNoFile(String name) {
        for (var root : new String[] {"/", "/assets/", "/assets/../../", "/actuator/", "/error/"}) {
            var answer = ask("GET", root + name, "");
            assertThat(RawConnection.status(answer)).as(root + name).isIn(400, 404, 431, 200);
            assertThat(answer).doesNotContain("root:x:", "spring:", "PK\u0003\u0004");
        }
    }

    private void assertRefused(String method, String path, String body) {
        long asked = System.nanoTime();
        var answer = ask(method, path, body);

        assertThat(RawConnection.status(answer))
                .as("%s %s: %s", method, path, answer)
                .isBetween(400, 431);
        assertThat(answer).contains("\"code\":\"").doesNotContainIgnoringCase("\r\nX-Evil");
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
    }

    private String ask(String method, String path, String body) {
        var head = RawConnection.head(
                api(), method, path, "Content-Type: application/json", "Content-Length: " + body.length());
        return RawConnection.ask(api(), head + body);
    }
}
