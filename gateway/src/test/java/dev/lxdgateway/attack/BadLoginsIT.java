package dev.lxdgateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Api.Answer;
import dev.lxdgateway.support.WebLogin;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Those who guess. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadLoginsIT extends WithExposedGateway {

    private static final int GUESSES = 10_000;

    private Answer bearer(String address, String token) {
        return api().call(
                        "GET",
                        "/api/v1/me",
                        null,
                        Map.of("Authorization", "Bearer " + token, "X-Forwarded-For", address));
    }

    private Answer form(String address, String token) {
        return WebLogin.visitor(api()).call("POST", "/login", "token=" + token, Map.of("X-Forwarded-For", address));
    }

    private void assertThrottled(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("limit-exceeded");
        assertThat(answer.json().path("limit").asString()).isEqualTo("login-attempts");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 120);
    }

    @Test
    void mustWaitAtTheForm() {
        var address = "203.0.113.1";
        for (int i = 0; i < 10; i++) {
            assertThat(form(address, "guess" + i).status()).isEqualTo(401);
        }

        assertThrottled(form(address, "guess"));
        assertThrottled(form(address, TOKEN));
        assertThat(form("203.0.113.2", TOKEN).status()).isEqualTo(204);
        assertThat(form("203.0.113.1, 203.0.113.3", TOKEN).status()).isEqualTo(204);
    }

    @Test
    void lockNobodyOutWhoIsKnownThere() {
        var address = "203.0.113.11";
        assertThat(bearer(address, TOKEN).status()).isEqualTo(200);
        var signedIn = WebLogin.of(api());
        for (int i = 0; i < 10; i++) {
            assertThat(bearer(address, "guess" + i).status()).isEqualTo(401);
        }

        assertThrottled(bearer(address, "guess"));
        assertThat(bearer(address, TOKEN).status()).isEqualTo(200);
        assertThat(signedIn.call("GET", "/api/v1/me", null, Map.of("X-Forwarded-For", address))
                        .status())
                .isEqualTo(200);
        assertThrottled(form(address, TOKEN));
    }

    @Test
    void learnNothingFromARightGuess() {
        var address = "203.0.113.21";
        for (int i = 0; i < 10; i++) {
            assertThat(bearer(address, "guess" + i).status()).isEqualTo(401);
        }

        var wrong = bearer(address, "guess");
        var right = bearer(address, TOKEN);

        assertThrottled(right);
        assertThat(right.response().body()).isEqualTo(wrong.response().body());
    }

    @Test
    void hearTheSameWhateverIsWrong() {
        var made = api().post("/api/v1/tokens", Map.of("name", "bad-logins-it", "expiresIn", "1h"))
                .json();
        var secret = made.path("token").asString();
        api().delete("/api/v1/tokens/" + made.path("id").asString());

        var revoked = bearer("203.0.113.31", secret);
        var unknown = bearer("203.0.113.31", "lxg_" + "a".repeat(43));
        var other = bearer("203.0.113.31", "x");

        assertThat(revoked.status()).isEqualTo(401);
        assertThat(revoked.response().body())
                .isEqualTo(unknown.response().body())
                .isEqualTo(other.response().body());
    }

    // The last of them: nobody's guesses are heard for a while after so many.
    @Test
    @Order(Integer.MAX_VALUE)
    void keepNobodyElseWaiting() throws Exception {
        long began = System.nanoTime();
        assertThat(bearer("203.0.113.41", TOKEN).status()).isEqualTo(200);
        var atOnce = new Semaphore(100);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var guesses = IntStream.range(0, GUESSES)
                    .<Callable<Integer>>mapToObj(i -> () -> {
                        atOnce.acquire();
                        try {
                            return bearer("198.51.100." + i % 200, "guess" + i).status();
                        } finally {
                            atOnce.release();
                        }
                    })
                    .map(threads::submit)
                    .toList();
            long asked = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                var answer = bearer("203.0.113.41", TOKEN);
                assertThat(answer.status()).isEqualTo(200);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(20));
            var byStatus = guesses.stream()
                    .map(this::result)
                    .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
            long listenedTo = byStatus.getOrDefault(401, 0L);
            assertThat(byStatus.keySet()).isSubsetOf(401, 429);
            assertThat(listenedTo).as("%s", byStatus).isBetween(10L, 3_000L);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(2));
        var metrics = management().get("/actuator/prometheus").response().body();
        assertThat(metrics)
                .containsPattern("gateway_logins_throttled_total [1-9]")
                .containsPattern("gateway_logins_failed_total [1-9]");
    }

    private int result(Future<Integer> guess) {
        try {
            return guess.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
