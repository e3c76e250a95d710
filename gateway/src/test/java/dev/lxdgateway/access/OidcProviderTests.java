package dev.lxdgateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;

class OidcProviderTests {

    private final OAuth2ClientProperties properties = new OAuth2ClientProperties();

    private void configure(String id, String... scope) {
        var registration = new OAuth2ClientProperties.Registration();
        registration.setClientId("gateway");
        registration.setScope(Set.of(scope));
        var provider = new OAuth2ClientProperties.Provider();
        provider.setIssuerUri("http://127.0.0.1:1");
        properties.getRegistration().put(id, registration);
        properties.getProvider().put(id, provider);
    }

    @Test
    void isAskedNothingBeforeALogin() {
        configure("far", "openid");

        var provider = new OidcProvider(properties);

        assertThat(provider.id()).isEqualTo("far");
        assertThat(provider.name()).isEqualTo("far");
        assertThat(provider.findByRegistrationId("other")).isNull();
        assertThatThrownBy(() -> provider.findByRegistrationId("far"))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessage("The OpenID provider 'far' cannot be reached, or does not answer as one");
    }

    @Test
    void isTheOnlyOne() {
        configure("near", "openid");
        configure("far", "openid");

        assertThatThrownBy(() -> new OidcProvider(properties)).hasMessageContaining("one OpenID provider is supported");
    }

    @Test
    void mustBeAskedForAnIdToken() {
        configure("far", "profile");

        assertThatThrownBy(() -> new OidcProvider(properties))
                .hasMessageContaining("registration.far.scope must have openid");
    }
}
