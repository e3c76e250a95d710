package dev.lxdgateway.access;

import dev.lxdgateway.policy.Subject;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;

/**
 * Who makes a request, and from where.
 *
 * @param identity who that is
 * @param source the address that they ask from, null where it is not known
 * @param login the id of the HTTP session that vouches for them, null without one
 * @param invitation the one session that a ticket lets them into, and how; null without a ticket
 */
public record Caller(
        Identity identity,
        @Nullable String source,
        @Nullable String login,
        @Nullable Invitation invitation) {

    /**
     * What a ticket is for.
     *
     * @param session the session's id
     * @param mayWrite whether as a writer
     * @param isShared whether somebody else gave it to them
     */
    public record Invitation(String session, boolean mayWrite, boolean isShared) {}

    /**
     * The caller of an authenticated request from that address.
     *
     * @param session the id of the request's HTTP session, if it has one
     */
    public static Caller of(@Nullable Principal principal, @Nullable String source, @Nullable String session) {
        var identity = Identity.of(principal)
                .orElseThrow(() -> new IllegalStateException("a request that nobody made passed the security filters"));
        return principal instanceof TicketAuthentication ticket
                ? new Caller(identity, source, ticket.login(), ticket.invitation())
                : new Caller(identity, source, login(principal, session), null);
    }

    /** A request with a token may come with a cookie, on which it does not rely. */
    static @Nullable String login(@Nullable Principal principal, @Nullable String session) {
        return principal instanceof AbstractOAuth2TokenAuthenticationToken<?> ? null : session;
    }

    /** Unique among callers. */
    public String name() {
        return identity.getName();
    }

    Subject subject() {
        return identity.subject();
    }

    /** Whether they may do more than look on. */
    public boolean mayWrite() {
        return invitation == null || invitation.mayWrite();
    }
}
