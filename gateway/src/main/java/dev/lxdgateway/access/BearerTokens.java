package dev.lxdgateway.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** Tells by the look of a token who must know it: a JWT's issuer, or the gateway. */
final class BearerTokens implements AuthenticationManagerResolver<HttpServletRequest> {

    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]*\\.[\\w-]*\\.[\\w-]*");

    private final BearerTokenResolver tokens = new DefaultBearerTokenResolver();
    private final ProviderManager own;
    private final @Nullable ProviderManager jwts;

    /**
     * @param jwts null where none are taken
     * @param events hears which were right and which wrong
     */
    BearerTokens(Credentials credentials, @Nullable JwtLogin jwts, AuthenticationEventPublisher events) {
        own = new ProviderManager(new OpaqueTokenAuthenticationProvider(token ->
                credentials.identify(token).orElseThrow(() -> new BadOpaqueTokenException("The token is not valid"))));
        own.setAuthenticationEventPublisher(events);
        this.jwts = jwts == null ? null : jwts.manager();
        if (this.jwts != null) {
            this.jwts.setAuthenticationEventPublisher(events);
        }
    }

    @Override
    public AuthenticationManager resolve(HttpServletRequest request) {
        var token = tokens.resolve(request);
        return jwts != null && token != null && JWT.matcher(token).matches() ? jwts : own;
    }
}
