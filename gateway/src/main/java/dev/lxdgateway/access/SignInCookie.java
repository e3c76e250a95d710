package dev.lxdgateway.access;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.util.WebUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the gateway must know when a browser comes back from the provider, kept by that browser. The way back is a step
 * from another site, on which a browser sends no cookie that is SameSite=Strict as the login's is; this one is Lax, lives
 * for minutes, and is good for nothing but its own login. Nothing is kept at the gateway for people who only begin one.
 */
final class SignInCookie implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private static final String NAME = "lxd-gateway-sign-in";
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final OidcProvider provider;
    private final JsonMapper json;
    private final SecureCookies secure;

    SignInCookie(OidcProvider provider, JsonMapper json, SecureCookies secure) {
        this.provider = provider;
        this.json = json;
        this.secure = secure;
    }

    /** The secrets of one login. */
    record Begun(String state, String nonce, String verifier, String redirect) {

        Begun {
            if (Stream.of(state, nonce, verifier, redirect).anyMatch(Objects::isNull)) {
                throw new IllegalArgumentException("a part is missing");
            }
        }
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, name(request));
        var begun = cookie == null ? null : read(cookie.getValue());
        if (begun == null || !begun.state().equals(request.getParameter(OAuth2ParameterNames.STATE))) {
            return null;
        }
        var registration = provider.findByRegistrationId(provider.id());
        return registration == null ? null : request(begun, registration);
    }

    private static OAuth2AuthorizationRequest request(Begun begun, ClientRegistration registration) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(begun.redirect())
                .scopes(registration.getScopes())
                .state(begun.state())
                .attributes(attributes -> {
                    attributes.put(OAuth2ParameterNames.REGISTRATION_ID, registration.getRegistrationId());
                    attributes.put(OidcParameterNames.NONCE, begun.nonce());
                    attributes.put(PkceParameterNames.CODE_VERIFIER, begun.verifier());
                })
                .build();
    }

    private @Nullable Begun read(String value) {
        try {
            return json.readValue(Base64.getUrlDecoder().decode(value), Begun.class);
        } catch (IllegalArgumentException | JacksonException _) {
            // somebody else's cookie
            return null;
        }
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest begun, HttpServletRequest request, HttpServletResponse response) {
        if (begun == null) {
            write("", Duration.ZERO, request, response);
            return;
        }
        var secrets = new Begun(
                requireNonNull(begun.getState()),
                requireNonNull(begun.getAttribute(OidcParameterNames.NONCE)),
                requireNonNull(begun.getAttribute(PkceParameterNames.CODE_VERIFIER)),
                requireNonNull(begun.getRedirectUri()));
        var text = json.writeValueAsString(secrets).getBytes(StandardCharsets.UTF_8);
        write(Base64.getUrlEncoder().withoutPadding().encodeToString(text), LIFE, request, response);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        var begun = loadAuthorizationRequest(request);
        write("", Duration.ZERO, request, response);
        return begun;
    }

    private void write(String value, Duration life, HttpServletRequest request, HttpServletResponse response) {
        var cookie = ResponseCookie.from(name(request), value)
                .path("/")
                .maxAge(life)
                .httpOnly(true)
                .secure(secure.apply(request))
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private String name(HttpServletRequest request) {
        return secure.apply(request) ? LoginCookie.HOST + NAME : NAME;
    }
}
