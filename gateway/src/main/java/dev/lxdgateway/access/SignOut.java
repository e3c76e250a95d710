package dev.lxdgateway.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import tools.jackson.databind.json.JsonMapper;

/** Tells the page where to go to sign out at the provider too, if the provider has such a place. */
final class SignOut extends OidcClientInitiatedLogoutSuccessHandler {

    SignOut(OidcProvider provider, JsonMapper json) {
        super(provider);
        setPostLogoutRedirectUri("{baseUrl}/");
        setRedirectStrategy((_, response, url) -> {
            if (url.equals(getDefaultTargetUrl())) {
                response.setStatus(HttpStatus.NO_CONTENT.value());
            } else {
                response.setContentType(MediaType.APPLICATION_JSON_VALUE);
                json.writeValue(response.getOutputStream(), new Next(url));
            }
        });
    }

    /** @param url the provider's own way out, which leads back to the page */
    record Next(String url) {}

    @Override
    public void onLogoutSuccess(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication)
            throws IOException {
        try {
            handle(request, response, authentication);
        } catch (ProviderUnavailableException | ServletException _) {
            // the login here has ended all the same
            response.setStatus(HttpStatus.NO_CONTENT.value());
        }
    }
}
