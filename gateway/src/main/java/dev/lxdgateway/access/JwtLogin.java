package dev.lxdgateway.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.web.client.RestTemplate;

/** Knows machines by the JWTs of an issuer, whose keys are asked for when they are needed. */
final class JwtLogin {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final JwtProperties properties;
    private final OidcProperties claims;

    JwtLogin(JwtProperties properties, OidcProperties claims) {
        this.properties = properties;
        this.claims = claims;
    }

    ProviderManager manager() {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(_ -> List.of());
        converter.setJwtPrincipalConverter(this::identity);
        var provider = new JwtAuthenticationProvider(decoder());
        provider.setJwtAuthenticationConverter(converter);
        return new ProviderManager(provider);
    }

    private Identity identity(Jwt jwt) {
        var expiresAt = Objects.requireNonNull(jwt.getExpiresAt()).plus(properties.clockSkew());
        return Identity.of(claims.user(jwt), new Credential.Bearer(expiresAt));
    }

    private JwtDecoder decoder() {
        var issuer = Objects.requireNonNull(properties.issuer());
        var http = new SimpleClientHttpRequestFactory();
        http.setConnectTimeout(PATIENCE);
        http.setReadTimeout(PATIENCE);
        return new SupplierJwtDecoder(() -> {
            var decoder = NimbusJwtDecoder.withIssuerLocation(issuer)
                    .validateType(false)
                    .restOperations(new RestTemplate(http))
                    .build();
            decoder.setJwtValidator(validator(issuer));
            return decoder;
        });
    }

    private OAuth2TokenValidator<Jwt> validator(String issuer) {
        var type = new JwtTypeValidator("JWT", "at+jwt");
        type.setAllowEmpty(true);
        return JwtValidators.createDefaultWithValidators(List.of(
                type,
                new JwtTimestampValidator(properties.clockSkew()),
                new JwtClaimValidator<Instant>(JwtClaimNames.EXP, Objects::nonNull),
                new JwtIssuerValidator(issuer),
                new JwtAudienceValidator(Objects.requireNonNull(properties.audience()))));
    }
}
