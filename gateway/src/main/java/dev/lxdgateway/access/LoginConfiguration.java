package dev.lxdgateway.access;

import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.util.StringUtils;
import tools.jackson.databind.json.JsonMapper;

/** The ways in: a token, an OpenID provider's login, a JWT. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class LoginConfiguration {

    @Bean
    BearerTokens bearerTokens(
            Credentials credentials, JwtProperties jwt, OidcProperties claims, AuthenticationEventPublisher events) {
        var jwts = StringUtils.hasText(jwt.issuer()) ? new JwtLogin(jwt, claims) : null;
        return new BearerTokens(credentials, jwts, events);
    }

    @Bean
    Logins logins(
            JdbcClient database,
            Credentials credentials,
            ApiTokens tokens,
            ObjectProvider<OidcProvider> provider,
            InstantSource clock) {
        return new Logins(database, credentials, tokens, provider.getIfAvailable(), clock);
    }

    @Bean
    LoginWays loginWays(AccessProperties properties, ObjectProvider<OidcProvider> provider) {
        return LoginWays.of(provider.getIfAvailable(), properties.adminTokenEnabled());
    }

    @Bean
    SecurityContextRepository loginRepository(Logins logins) {
        return new DelegatingSecurityContextRepository(
                new RequestAttributeSecurityContextRepository(), new LoginRepository(logins));
    }

    /** A provider, if one is configured. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnOAuth2ClientRegistrationProperties
    static class Oidc {

        @Bean
        OidcProvider oidcProvider(OAuth2ClientProperties properties) {
            return new OidcProvider(properties);
        }

        @Bean
        OidcLogin oidcLogin(
                OidcProvider provider,
                OidcProperties properties,
                WebProperties web,
                JsonMapper json,
                InstantSource clock) {
            var cookie = new SignInCookie(provider, json, web.secureCookies());
            return new OidcLogin(provider, properties, cookie, json, clock);
        }
    }
}
