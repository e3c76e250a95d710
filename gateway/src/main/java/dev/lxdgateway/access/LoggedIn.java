package dev.lxdgateway.access;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * A user by the word of an OpenID provider. It is kept with the login in the database.
 *
 * @param identity who that is
 * @param idToken what ends the login at the provider too
 */
record LoggedIn(Identity identity, OidcIdToken idToken) implements OidcUser, Serializable {

    /** Keeps of the provider's token no more than the logout needs. */
    static LoggedIn of(Identity identity, OidcIdToken idToken) {
        return new LoggedIn(
                identity,
                new OidcIdToken(
                        idToken.getTokenValue(), null, null, Map.of("sub", String.valueOf(idToken.getSubject()))));
    }

    @Override
    public String getName() {
        return identity.getName();
    }

    @Override
    public OidcIdToken getIdToken() {
        return idToken;
    }

    @Override
    public @Nullable OidcUserInfo getUserInfo() {
        return null;
    }

    @Override
    public Map<String, Object> getClaims() {
        return idToken.getClaims();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return identity.getAttributes();
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of();
    }

    @Override
    public String toString() {
        return "LoggedIn[identity=%s, idToken=***]".formatted(identity);
    }
}
