package dev.lxdgateway.access;

import java.time.InstantSource;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import tools.jackson.databind.json.JsonMapper;

/** The page's login with an OpenID provider: authorization code, PKCE, and a logout at the provider too. */
final class OidcLogin {

    /** Where a login begins, followed by the provider's id. */
    static final String BEGIN = "/oauth2/authorization";

    private final OidcProvider provider;
    private final OidcProperties properties;
    private final SignInCookie cookie;
    private final JsonMapper json;
    private final InstantSource clock;

    OidcLogin(
            OidcProvider provider,
            OidcProperties properties,
            SignInCookie cookie,
            JsonMapper json,
            InstantSource clock) {
        this.provider = provider;
        this.properties = properties;
        this.cookie = cookie;
        this.json = json;
        this.clock = clock;
    }

    void configure(HttpSecurity http) {
        var requests = new DefaultOAuth2AuthorizationRequestResolver(provider, BEGIN);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        var failure = new SignInFailure();
        var nothing = new NoProviderState();
        http.oauth2Login(login -> login.loginPage("/")
                .clientRegistrationRepository(provider)
                .authorizedClientRepository(nothing)
                .oidcSessionRegistry(nothing)
                .authorizationEndpoint(endpoint ->
                        endpoint.authorizationRequestResolver(requests).authorizationRequestRepository(cookie))
                .userInfoEndpoint(endpoint -> endpoint.oidcUserService(users()))
                .successHandler((_, response, _) -> response.sendRedirect("/"))
                .failureHandler(failure)
                .withObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                    @Override
                    public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                        filter.setAuthenticationFailureHandler(failure);
                        return filter;
                    }
                }));
        http.logout(logout -> logout.logoutSuccessHandler(new SignOut(provider, json)));
    }

    private OAuth2UserService<OidcUserRequest, OidcUser> users() {
        var service = new OidcUserService();
        return request -> {
            var user = service.loadUser(request);
            var credential = new Credential.Login(provider.id(), clock.instant().plus(properties.loginLife()));
            return LoggedIn.of(Identity.of(properties.user(user), credential), user.getIdToken());
        };
    }
}
