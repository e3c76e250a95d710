package dev.lxdgateway.access;

import dev.lxdgateway.access.Caller.Invitation;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A caller with a ticket, who may do only what it says. */
final class TicketAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Identity caller;
    private final transient @Nullable String login;
    private final transient Invitation invitation;

    TicketAuthentication(Identity caller, @Nullable String login, Invitation invitation) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.caller = caller;
        this.login = login;
        this.invitation = invitation;
        setAuthenticated(true);
    }

    @Nullable String login() {
        return login;
    }

    Invitation invitation() {
        return invitation;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof TicketAuthentication that && invitation.equals(that.invitation);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
