package dev.lxdgateway.access;

import dev.lxdgateway.policy.Subject;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;

/**
 * What is believed of what an OpenID provider says of somebody, in a login as in a JWT.
 *
 * @param nameClaim the claim that names them to the policy; it must be unique and never be given to somebody else. sub
 *     where it is missing
 * @param groupsClaim the claim with the groups that they are in: a list of names, or one name
 * @param loginLife how long a login is good, however much it is used; the next one has the groups of then
 */
@ConfigurationProperties("gateway.access.oidc")
record OidcProperties(
        @DefaultValue("preferred_username") String nameClaim,
        @DefaultValue("groups") String groupsClaim,
        @DefaultValue("24h") Duration loginLife) {

    static final String NO_NAME = "no-name";

    private static final int LONGEST_NAME = 255;

    /**
     * Who that is to the policy.
     *
     * @throws OAuth2AuthenticationException if they have no name that could be one
     */
    Subject user(ClaimAccessor claims) {
        var name = text(claims.getClaim(nameClaim));
        return Subject.user(
                checked(name == null ? text(claims.getClaim(StandardClaimNames.SUB)) : name), groups(claims));
    }

    private static @Nullable String text(@Nullable Object claim) {
        return claim instanceof String text && !text.isBlank() ? text : null;
    }

    private static String checked(@Nullable String name) {
        if (name == null || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error(NO_NAME, "there is no name of up to 255 characters in the claims", null));
        }
        return name;
    }

    private Set<String> groups(ClaimAccessor claims) {
        Object groups = claims.getClaim(groupsClaim);
        return switch (groups) {
            case String one -> Set.of(one);
            case Collection<?> many ->
                many.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toSet());
            case null, default -> Set.of();
        };
    }
}
