package dev.lxdgateway.support;

import java.net.URI;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** What Spring Authorization Server must be told to be a provider. It is no configuration, lest gateways of the tests find it. */
@EnableAutoConfiguration
final class OpenIdProviderBeans {

    static final String CLIENT = "gateway";
    static final String SECRET = "the-client-secret-of-the-tests";

    static final String NOT_NEEDED = String.join(
            ",",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.session.autoconfigure.SessionAutoConfiguration",
            "org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration");

    @Bean
    RotatingKey keys() {
        return new RotatingKey();
    }

    @Bean
    AuthorizationServerSettings settings() {
        return AuthorizationServerSettings.builder().build();
    }

    @Bean
    InMemoryRegisteredClientRepository clients() {
        return new InMemoryRegisteredClientRepository(client(Set.of(URI.create("http://127.0.0.1:1"))));
    }

    static RegisteredClient client(Set<URI> gateways) {
        return RegisteredClient.withId(CLIENT)
                .clientId(CLIENT)
                .clientSecret("{noop}" + SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUris(uris -> gateways.forEach(gateway -> uris.add(gateway + "/login/oauth2/code/test")))
                .postLogoutRedirectUris(uris -> gateways.forEach(gateway -> uris.add(gateway + "/")))
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .build();
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(user("ann", "developers"), user("bob", "guests"));
    }

    private static UserDetails user(String name, String group) {
        return User.withUsername(name)
                .password("{noop}" + OpenIdProvider.PASSWORD)
                .authorities(group)
                .build();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> names() {
        return token -> {
            Authentication user = Objects.requireNonNull(token.getPrincipal());
            var groups = user.getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .filter(group -> group != null && !group.startsWith("FACTOR_"))
                    .toList();
            token.getClaims().claim("preferred_username", user.getName()).claim("groups", groups);
        };
    }
}
