package dev.lxdgateway.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.ExecSocket;
import dev.lxdgateway.support.WebLogin;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.eclipse.jetty.websocket.api.exceptions.UpgradeException;
import org.junit.jupiter.api.Test;

/** Tickets of others, used ones, and more than a ticket allows. */
class TicketAttackIT extends WithVictim {

    private String ticket(Map<String, ?> wish) {
        var made = api().post("/api/v1/sessions/" + session + "/tickets", wish);
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        return "ticket." + made.json().path("ticket").asString();
    }

    private int attach(String id, String query, Map<String, String> headers, String ticket) {
        var uri = URI.create(
                "ws://%s/api/v1/sessions/%s/attach%s".formatted(api().base().getAuthority(), id, query));
        try (var socket = ExecSocket.open(uri, headers, "exec.v1", ticket)) {
            return socket.isAnswered() ? 101 : socket.awaitClose();
        } catch (CompletionException e) {
            return ((UpgradeException) Objects.requireNonNull(e.getCause())).getResponseStatusCode();
        }
    }

    @Test
    void winOnceOfFiftyAtOnce() throws Exception {
        var ticket = ticket(Map.of("mode", "writer"));
        Callable<Integer> replay = () -> attach(session, "", Map.of(), ticket);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results =
                    threads.invokeAll(Stream.generate(() -> replay).limit(50).toList());

            assertThat(results.stream().map(result -> result.resultNow()).filter(status -> status == 101))
                    .hasSize(1);
        }
    }

    @Test
    void openNoOtherDoor() {
        var ticket = ticket(Map.of("mode", "writer"));
        var other = api().session(remote(), Map.of("command", List.of("cat")));

        assertThat(attach(other, "", Map.of(), ticket)).isEqualTo(401);
        assertThat(attach(other + "/../" + session, "", Map.of(), ticket)).isNotEqualTo(101);
        for (var path : List.of("/api/v1/sessions", "/api/v1/sessions/" + session, "/api/v1/me")) {
            var answer = api().call(
                            "GET",
                            path,
                            null,
                            Map.of("Authorization", "", "Sec-WebSocket-Protocol", ticket(Map.of("mode", "writer"))));
            assertThat(answer.status()).as(path).isEqualTo(401);
        }
        api().delete("/api/v1/sessions/" + other);
    }

    @Test
    void areGoodForTheirModeAlone() {
        assertThat(attach(session, "?mode=writer", Map.of(), ticket(Map.of("mode", "observer"))))
                .isEqualTo(4403);
        assertThat(attach(session, "?mode=observer", Map.of(), ticket(Map.of("mode", "writer"))))
                .isEqualTo(101);
        var shared = ticket(Map.of("mode", "observer", "expiresIn", "1m"));
        var page = WebLogin.of(api()).headers();
        assertThat(attach(session, "?mode=observer", page, shared)).isEqualTo(101);
    }

    @Test
    void expire() {
        var shared = ticket(Map.of("mode", "observer", "expiresIn", "1s"));
        var page = WebLogin.of(api()).headers();

        assertThat(attach(session, "", page, shared)).isEqualTo(101);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(attach(session, "", page, shared)).isEqualTo(401));
    }

    @Test
    void areNothingWithoutTheirSecret() {
        for (var guess : List.of("ticket.", "ticket.x", "ticket." + "A".repeat(43), "ticket.null")) {
            assertThat(attach(session, "", Map.of(), guess)).as(guess).isEqualTo(401);
        }
    }
}
