package dev.lxdgateway.access;

import dev.lxdgateway.policy.Subject;
import java.io.Serializable;
import java.security.Principal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/**
 * Who signed in. It is kept with the login in the database.
 *
 * @param subject who that is to the policy
 * @param scope what the credential is good for at most
 * @param credential what they signed in with
 */
public record Identity(Subject subject, Scope scope, Credential credential)
        implements OAuth2AuthenticatedPrincipal, Serializable {

    private static final String ROOT = "admin";

    static Identity root(String fingerprint) {
        return new Identity(Subject.user(ROOT, Set.of()), Scope.ALL, new Credential.AdminToken(fingerprint));
    }

    static Identity of(ApiToken token) {
        return new Identity(Subject.token(token.name()), token.scope(), new Credential.Token(token.id()));
    }

    /** Somebody for whom an OpenID provider vouches. */
    static Identity of(Subject user, Credential credential) {
        return new Identity(user, Scope.ALL, credential);
    }

    /** Who that is, if it is somebody whom the gateway knows. */
    static Optional<Identity> of(@Nullable Principal principal) {
        return principal instanceof Authentication authentication
                ? Optional.ofNullable(
                        switch (authentication.getPrincipal()) {
                            case Identity identity -> identity;
                            case LoggedIn user -> user.identity();
                            case null, default -> null;
                        })
                : Optional.empty();
    }

    /** Whether it is the administrator's token, to which no policy applies. */
    public boolean isRoot() {
        return credential instanceof Credential.AdminToken;
    }

    @Override
    public String getName() {
        return isRoot() ? ROOT : subject.toString();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of("sub", getName());
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of();
    }
}
