package dev.lxdgateway.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/** The token that the gateway's own page reads from its cookie and sends back in a header, which no other page can. */
final class CsrfCookie implements CsrfTokenRepository {

    static final String NAME = "XSRF-TOKEN";

    private final SecureCookies secure;
    private final CsrfTokenRepository byTls = repository(LoginCookie.HOST + NAME, true);
    private final CsrfTokenRepository inTheClear = repository(NAME, false);

    CsrfCookie(SecureCookies secure) {
        this.secure = secure;
    }

    private static CsrfTokenRepository repository(String name, boolean secure) {
        var repository = CookieCsrfTokenRepository.withHttpOnlyFalse();
        repository.setCookieName(name);
        repository.setCookiePath("/");
        repository.setCookieCustomizer(cookie -> cookie.secure(secure).sameSite("Strict"));
        return repository;
    }

    private CsrfTokenRepository of(HttpServletRequest request) {
        return secure.apply(request) ? byTls : inTheClear;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return of(request).generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (isKept(request)) {
            of(request).saveToken(token, request, response);
            // the container gives what brings a cookie an expiry, which keeps Spring Security's own header away
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    /** Programs have no use for it, and what caches share must not bring one. */
    private static boolean isKept(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && !request.getRequestURI().startsWith(request.getContextPath() + "/assets/");
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return of(request).loadToken(request);
    }
}
