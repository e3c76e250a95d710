package dev.lxdgateway.access;

import org.springframework.security.authentication.AuthenticationServiceException;

/** The OpenID provider can't be asked now. */
final class ProviderUnavailableException extends AuthenticationServiceException {

    private static final long serialVersionUID = 1L;

    ProviderUnavailableException(String provider, Throwable cause) {
        super("The OpenID provider '%s' cannot be reached, or does not answer as one".formatted(provider), cause);
    }
}
