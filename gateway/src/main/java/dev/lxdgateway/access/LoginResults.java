package dev.lxdgateway.access;

import dev.lxdgateway.metrics.Meters;
import dev.lxdgateway.metrics.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Hears from Spring Security which credentials were right and which wrong, however they came. */
final class LoginResults {

    private final LoginThrottle throttle;
    private final Counter failed;
    private final Counter byPage;
    private final Counter byToken;

    LoginResults(LoginThrottle throttle, MeterRegistry meters) {
        this.throttle = throttle;
        var make = new Meters(meters);
        failed = make.counter(Metric.LOGINS_FAILED);
        byPage = make.counter(Metric.LOGINS_SUCCEEDED, "page");
        byToken = make.counter(Metric.LOGINS_SUCCEEDED, "token");
    }

    @EventListener
    void wrong(AuthenticationFailureBadCredentialsEvent event) {
        failed.increment();
        var address = address(event);
        if (address != null) {
            throttle.wrong(address);
        }
    }

    @EventListener
    void right(AuthenticationSuccessEvent event) {
        var credentials = event.getAuthentication().getCredentials();
        (credentials instanceof OAuth2Token ? byToken : byPage).increment();
        var address = address(event);
        if (address != null) {
            throttle.right(address, credentials instanceof OAuth2Token token ? token.getTokenValue() : null);
        }
    }

    private static @Nullable String address(AbstractAuthenticationEvent event) {
        return event.getAuthentication().getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : null;
    }
}
