package dev.lxdgateway.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One-time tickets, for clients that can't send their credentials with a WebSocket's handshake. */
public final class Tickets {

    private static final Duration LIFE = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Map<String, Ticket> issued = new ConcurrentHashMap<>();

    Tickets(InstantSource clock) {
        this.clock = clock;
    }

    /** A ticket for one attachment within 30 seconds. */
    public String issue(String caller, String session, boolean writer) {
        var now = clock.instant();
        issued.values().removeIf(ticket -> ticket.expires().isBefore(now));
        var secret = Secrets.random();
        issued.put(secret, new Ticket(caller, session, writer, now.plus(LIFE)));
        return secret;
    }

    /** What the ticket allows, if it is one; it is used up by this. */
    Optional<Ticket> redeem(String secret) {
        return Optional.ofNullable(issued.remove(secret))
                .filter(ticket -> ticket.expires().isAfter(clock.instant()));
    }

    /**
     * What a ticket allows.
     *
     * @param caller whose it is
     * @param session the one session that it is for
     * @param writer whether as a writer
     */
    record Ticket(String caller, String session, boolean writer, Instant expires) {}
}
