package dev.lxdgateway.access;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.OidcScopes;

/**
 * The one OpenID provider that people sign in with. It is asked for its endpoints at the first login, so that the gateway
 * starts without it. There can't be two: each could say that somebody is whom the other knows.
 */
final class OidcProvider implements ClientRegistrationRepository {

    private static final String REGISTRATION = "spring.security.oauth2.client.registration";

    private final String id;
    private final String name;
    private final ClientRegistrationRepository registrations;

    OidcProvider(OAuth2ClientProperties properties) {
        var configured = properties.getRegistration();
        if (configured.size() != 1) {
            throw new IllegalArgumentException("%s has %s; one OpenID provider is supported, so that names are unique"
                    .formatted(REGISTRATION, configured.keySet()));
        }
        id = configured.keySet().iterator().next();
        var registration = Objects.requireNonNull(configured.get(id));
        if (registration.getScope() == null || !registration.getScope().contains(OidcScopes.OPENID)) {
            throw new IllegalArgumentException(
                    "%s.%s.scope must have openid, beside what names and groups need, such as profile"
                            .formatted(REGISTRATION, id));
        }
        name = Objects.requireNonNullElse(registration.getClientName(), id);
        registrations = new SupplierClientRegistrationRepository(() -> new InMemoryClientRegistrationRepository(
                new OAuth2ClientPropertiesMapper(properties).asClientRegistrations()));
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    /**
     * What is known of the provider, null for another.
     *
     * @throws ProviderUnavailableException if it can't tell now
     */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String registrationId) {
        try {
            return id.equals(registrationId) ? registrations.findByRegistrationId(id) : null;
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ProviderUnavailableException(id, e);
        }
    }
}
