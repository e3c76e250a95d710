package dev.lxdgateway.access;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A caller who is known by a ticket, and may do only what it says. */
final class TicketAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String caller;
    private final boolean writer;

    TicketAuthentication(String caller, boolean writer) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.caller = caller;
        this.writer = writer;
        setAuthenticated(true);
    }

    boolean isWriter() {
        return writer;
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
        return super.equals(other) && other instanceof TicketAuthentication that && writer == that.writer;
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
