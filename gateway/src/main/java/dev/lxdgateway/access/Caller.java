package dev.lxdgateway.access;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, and what their credentials are good for.
 *
 * @param name unique among callers
 * @param mayWrite whether they may do more than look on
 */
public record Caller(String name, boolean mayWrite) {

    /** The caller of an authenticated request. */
    public static Caller of(@Nullable Principal principal) {
        return switch (principal) {
            case null -> throw new IllegalStateException("a request that nobody made passed the security filters");
            case TicketAuthentication ticket -> new Caller(ticket.getName(), ticket.isWriter());
            default -> new Caller(principal.getName(), true);
        };
    }
}
