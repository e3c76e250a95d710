package dev.lxdgateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tickets for one session. One kind is for clients that can't send their credentials with a WebSocket's handshake: it
 * stands for its caller, once, within 30 seconds. The other is for sharing: it lets anybody in who is signed in, in its
 * mode at most, until it expires.
 */
public final class Tickets {

    private static final Duration LIFE = Duration.ofSeconds(30);

    private static final int MOST = 100_000;

    private final InstantSource clock;
    private final ConcurrentMap<String, Ticket> issued;

    Tickets(InstantSource clock) {
        this.clock = clock;
        Cache<String, Ticket> cache = Caffeine.newBuilder()
                .expireAfter(Expiry.creating(
                        (String _, Ticket ticket) -> Duration.between(clock.instant(), ticket.expires())))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .maximumSize(MOST)
                .build();
        issued = cache.asMap();
    }

    /** A ticket for one attachment within 30 seconds. */
    public Issued issue(Caller caller, String session, boolean writer) {
        return issue(new Ticket(
                caller.identity(),
                caller.login(),
                session,
                writer,
                clock.instant().plus(LIFE)));
    }

    /** A ticket for everybody who is signed in. */
    public Issued share(String session, boolean writer, Duration life) {
        return issue(new Ticket(null, null, session, writer, clock.instant().plus(life)));
    }

    private Issued issue(Ticket ticket) {
        var secret = Secrets.random();
        issued.put(secret, ticket);
        return new Issued(secret, ticket.expires());
    }

    /** What the ticket allows, if it is one; one that isn't shared is used up by this. */
    Optional<Ticket> redeem(String secret) {
        return Optional.ofNullable(issued.get(secret))
                .filter(ticket -> ticket.isShared() || issued.remove(secret, ticket))
                .filter(ticket -> ticket.expires().isAfter(clock.instant()));
    }

    /** A new ticket: the secret, and until when it is good. */
    public record Issued(String secret, Instant expires) {}

    /**
     * What a ticket allows.
     *
     * @param caller whose it is, null for everybody who is signed in
     * @param login the id of the HTTP session that vouches for the caller, null without one
     * @param session the one session that it is for
     * @param writer whether as a writer
     */
    record Ticket(@Nullable Identity caller, @Nullable String login, String session, boolean writer, Instant expires) {

        boolean isShared() {
            return caller == null;
        }
    }
}
