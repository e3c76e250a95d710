package dev.lxdgateway.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How people can sign in on the page.
 *
 * @param providers OpenID providers: none, or one
 * @param token whether a token is a way in
 */
public record LoginWays(List<Provider> providers, boolean token) {

    /**
     * An OpenID provider.
     *
     * @param id of its client registration
     * @param name for people
     * @param url where a login with it begins
     */
    public record Provider(String id, String name, String url) {}

    static LoginWays of(@Nullable OidcProvider provider, boolean adminToken) {
        return provider == null
                ? new LoginWays(List.of(), true)
                : new LoginWays(
                        List.of(new Provider(provider.id(), provider.name(), OidcLogin.BEGIN + "/" + provider.id())),
                        adminToken);
    }
}
