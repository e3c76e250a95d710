package dev.lxdgateway.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies and frames that are made to cost more than they are worth, or to mean two things. */
class JsonIT extends WithVictim {

    static Stream<Named<String>> bombs() {
        return Stream.of(
                Named.of("deep arrays", "{\"command\":" + "[".repeat(200_000)),
                Named.of("deep objects", "{\"environment\":" + "{\"a\":".repeat(200_000)),
                Named.of("a deep field that is unknown", "{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"),
                Named.of("a huge exponent", "{\"command\":[\"true\"],\"user\":1e1000000000}"),
                Named.of("a huge fraction", "{\"command\":[\"true\"],\"user\":1e-1000000000}"),
                Named.of(
                        "a number of a million digits",
                        "{\"command\":[\"true\"],\"user\":" + "9".repeat(1_000_000) + "}"),
                Named.of("a number beyond int", "{\"command\":[\"true\"],\"user\":4294967296}"),
                Named.of("a fraction", "{\"command\":[\"true\"],\"user\":0.5}"),
                Named.of("a field twice", "{\"command\":[\"true\"],\"command\":[\"id\"]}"),
                Named.of("a long name", "{\"" + "a".repeat(1_000_000) + "\":1}"),
                Named.of("something after the end", "{\"command\":[\"true\"]}{\"command\":[\"id\"]}"),
                Named.of("half a character", "{\"command\":[\"\\ud800\"],\"user\":\"\\ud800\"}"),
                Named.of("a class to make", "{\"@class\":\"java.lang.Runtime\",\"command\":[\"true\"]}"),
                Named.of("another JSON", "{'command':['true']}"),
                Named.of("a comment", "{\"command\":[\"true\"]/*,*/}"),
                Named.of("NaN", "{\"command\":[\"true\"],\"user\":NaN}"));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void isRefusedSoon(String body) {
        long asked = System.nanoTime();
        var answer = api().call("POST", EXEC, body, Map.of());

        assertThat(answer.status()).as("%.500s", answer).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-request");
        assertThat(answer.response().body()).hasSizeLessThan(5_000);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void isRefusedBeforeItIsRead() {
        try (var connection = RawConnection.to(api())) {
            var head = RawConnection.head(
                    api(), "POST", EXEC, "Content-Type: application/json", "Content-Length: 104857600");

            var answer = connection.lines(head + "{").headOfAnswer();

            assertThat(RawConnection.status(answer)).isEqualTo(413);
        }
    }

    @Test
    void isRefusedWhenItHasGrownTooLarge() {
        var piece = ("10000\r\n" + "a".repeat(0x10000) + "\r\n").getBytes(UTF_8);
        try (var connection = RawConnection.to(api())) {
            connection.lines(RawConnection.head(
                    api(), "POST", EXEC, "Content-Type: application/json", "Transfer-Encoding: chunked"));
            var begin = "{\"command\":[\"wc\",\"-c\"],\"stdin\":\"";
            connection.lines("%x\n%s\n".formatted(begin.length(), begin));
            int sent = 0;
            while (sent < 1600 && connection.isSent(piece)) {
                sent++;
            }

            assertThat(RawConnection.status(connection.rest())).isIn(400, 413, 0);
        }
    }

    static Stream<String> frames() {
        return Stream.of(
                "{\"type\":" + "[".repeat(100_000),
                "{\"type\":\"ack\",\"bytes\":1e400}",
                "{\"type\":\"ack\",\"bytes\":" + "9".repeat(100_000) + "}",
                "{\"type\":\"ack\",\"bytes\":-1}",
                "{\"type\":\"resize\",\"cols\":0.5,\"rows\":1}",
                "{\"type\":\"signal\",\"signal\":\"KILL\",\"signal\":\"CONT\"}",
                "{\"type\":\"signal\",\"signal\":\"" + "K".repeat(100_000) + "\"}",
                "{\"type\":null}",
                "[]",
                "null",
                "\"\"",
                "");
    }

    @ParameterizedTest
    @MethodSource("frames")
    void sendsTheFramesAuthorAway(String frame) {
        try (var socket = api().attach(session, "")) {
            socket.awaitFrame("attached");

            socket.sendText(frame);

            assertThat(socket.awaitFrame("error").toString()).hasSizeLessThan(5_000);
            assertThat(socket.awaitClose()).isEqualTo(4400);
        }
    }
}
