package dev.lxdgateway.audit;

import dev.lxdgateway.access.Action;
import dev.lxdgateway.access.Event;
import dev.lxdgateway.access.Event.Result;
import dev.lxdgateway.access.Trail;
import dev.lxdgateway.policy.PolicySource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationFailureServiceExceptionEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Writes down who signs in and out, and what becomes of the policy. */
@Component
class AccountOfLogins {

    private static final String NOBODY = "nobody";
    private static final String GATEWAY = "gateway";

    private final Trail trail;

    AccountOfLogins(Trail trail, PolicySource policy) {
        this.trail = trail;
        policy.onChange(() -> trail.after(Event.of(Action.POLICY_CHANGE, GATEWAY, null, Result.DONE)
                .with(Map.of("rules", policy.policy().rules().size()))));
        policy.onRefused(why -> trail.after(
                Event.of(Action.POLICY_ERROR, GATEWAY, null, Result.FAILED).with(Map.of("error", why))));
    }

    /** A login that can't be written down does not happen; of a request with a token its actions tell. */
    @EventListener
    void signedIn(AuthenticationSuccessEvent event) {
        var who = event.getAuthentication();
        if (who instanceof AbstractOAuth2TokenAuthenticationToken<?>) {
            return;
        }
        try {
            trail.before(Event.of(Action.LOGIN, who.getName(), source(who), Result.ALLOWED));
        } catch (AuditUnavailableException e) {
            throw new AuthenticationServiceException(String.valueOf(e.getMessage()), e);
        }
    }

    @EventListener
    void refused(AbstractAuthenticationFailureEvent event) {
        var result = event instanceof AuthenticationFailureServiceExceptionEvent ? Result.FAILED : Result.DENIED;
        trail.after(Event.of(Action.LOGIN_FAILED, NOBODY, source(event.getAuthentication()), result)
                .with(Map.of("reason", event.getException().getClass().getSimpleName())));
    }

    @EventListener
    void signedOut(LogoutSuccessEvent event) {
        var who = event.getAuthentication();
        trail.after(Event.of(Action.LOGOUT, who.getName(), source(who), Result.DONE));
    }

    private static @Nullable String source(Authentication authentication) {
        return authentication.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : null;
    }
}
