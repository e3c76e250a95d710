package dev.lxdgateway.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Leads back to the page, which says by a code why the provider's login came to nothing; the log says more. */
final class SignInFailure implements AuthenticationFailureHandler {

    private static final Logger log = LoggerFactory.getLogger(SignInFailure.class);

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        var code = code(failure);
        log.atWarn()
                .addKeyValue("code", code)
                .addKeyValue("address", request.getRemoteAddr())
                .log("A login failed: {}", failure.getMessage());
        response.sendRedirect("/?login-error=" + code);
    }

    private static String code(AuthenticationException failure) {
        if (causes(failure).anyMatch(SignInFailure::isSilence)) {
            return "provider-unavailable";
        }
        return switch (failure instanceof OAuth2AuthenticationException refused
                ? refused.getError().getErrorCode()
                : "") {
            case "access_denied" -> "denied";
            case "authorization_request_not_found", "invalid_state_parameter" -> "expired";
            case OidcProperties.NO_NAME -> OidcProperties.NO_NAME;
            default -> "failed";
        };
    }

    private static boolean isSilence(Throwable cause) {
        return cause instanceof ProviderUnavailableException || cause instanceof IOException;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
