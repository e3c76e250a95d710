package dev.lxdgateway.access;

import dev.lxdgateway.session.SessionRequest;
import org.jspecify.annotations.Nullable;

/** That a caller may start a session, by {@link Access#permitStart}; there is no other way to one. */
public final class Permit {

    private final Caller caller;
    private final SessionRequest request;
    private final @Nullable String rule;

    Permit(Caller caller, SessionRequest request, @Nullable String rule) {
        this.caller = caller;
        this.request = request;
        this.rule = rule;
    }

    Caller caller() {
        return caller;
    }

    public SessionRequest request() {
        return request;
    }

    @Nullable String rule() {
        return rule;
    }
}
