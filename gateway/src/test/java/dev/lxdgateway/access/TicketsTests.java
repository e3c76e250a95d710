package dev.lxdgateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TicketsTests {

    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private static final Caller ANN = new Caller(Identity.root("0"), null, null, null);

    private final Tickets tickets = new Tickets(() -> now);

    @Test
    void areGoodOnce() {
        var secret = tickets.issue(ANN, "s1", true).secret();

        assertThat(tickets.redeem(secret)).hasValueSatisfying(ticket -> {
            assertThat(ticket.caller()).isEqualTo(ANN.identity());
            assertThat(ticket.session()).isEqualTo("s1");
            assertThat(ticket.writer()).isTrue();
        });
        assertThat(tickets.redeem(secret)).isEmpty();
    }

    @Test
    void expireAfterHalfAMinute() {
        var early = tickets.issue(ANN, "s1", true).secret();
        var late = tickets.issue(ANN, "s1", true).secret();

        now = now.plusSeconds(29);
        assertThat(tickets.redeem(early)).isPresent();
        now = now.plusSeconds(2);
        assertThat(tickets.redeem(late)).isEmpty();
    }

    @Test
    void cannotBeGuessed() {
        assertThat(tickets.issue(ANN, "s1", true).secret())
                .hasSize(43)
                .isNotEqualTo(tickets.issue(ANN, "s1", true).secret());
        assertThat(tickets.redeem("x")).isEmpty();
    }

    @Test
    void ofASharedSessionAreGoodForEverybodyUntilTheyExpire() {
        var shared = tickets.share("s1", false, Duration.ofHours(1));
        assertThat(shared.expires()).isEqualTo(now.plusSeconds(3600));

        for (int i = 0; i < 3; i++) {
            now = now.plusSeconds(1000);
            assertThat(tickets.redeem(shared.secret())).hasValueSatisfying(ticket -> {
                assertThat(ticket.caller()).isNull();
                assertThat(ticket.writer()).isFalse();
            });
        }
        now = now.plusSeconds(1000);
        assertThat(tickets.redeem(shared.secret())).isEmpty();
    }
}
