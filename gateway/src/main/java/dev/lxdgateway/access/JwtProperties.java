package dev.lxdgateway.access;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.server.resource.OAuth2ProtectedResourceMetadata;
import org.springframework.util.StringUtils;

/**
 * Which JWTs are taken from machines.
 *
 * @param issuer who makes them: the URL of an OpenID provider; without one none is taken
 * @param audience for whom they must be; needed with an issuer, whose other tokens are not for the gateway
 * @param clockSkew how far the issuer's clock may be off
 */
@ConfigurationProperties("gateway.access.jwt")
record JwtProperties(
        @Nullable String issuer,
        @Nullable String audience,
        @DefaultValue("60s") Duration clockSkew) {

    JwtProperties {
        if (StringUtils.hasText(issuer) && !StringUtils.hasText(audience)) {
            throw new IllegalArgumentException(
                    "gateway.access.jwt.audience is needed with gateway.access.jwt.issuer: without one, tokens that the issuer made for others would be good here");
        }
    }

    /** Says in {@code /.well-known/oauth-protected-resource} (RFC 9728) whose tokens are taken, and that they are not bound to certificates. */
    void describe(OAuth2ProtectedResourceMetadata.Builder metadata) {
        metadata.tlsClientCertificateBoundAccessTokens(false);
        if (StringUtils.hasText(issuer)) {
            metadata.authorizationServer(issuer);
        }
    }
}
