package dev.lxdgateway.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * The login's cookie. By TLS its name says {@code __Host-}: no other host and no request in the clear can set it, and it never
 * goes out in the clear.
 */
final class LoginCookie implements CookieSerializer {

    static final String NAME = "lxd-gateway";
    static final String HOST = "__Host-";

    private static final String SAME_SITE = "Strict";

    private final SecureCookies secure;
    private final CookieSerializer byTls = serializer(HOST + NAME, true);
    private final CookieSerializer inTheClear = serializer(NAME, false);

    LoginCookie(SecureCookies secure) {
        this.secure = secure;
    }

    private static CookieSerializer serializer(String name, boolean secure) {
        var serializer = new DefaultCookieSerializer();
        serializer.setCookieName(name);
        serializer.setUseSecureCookie(secure);
        serializer.setUseHttpOnlyCookie(true);
        serializer.setCookiePath("/");
        serializer.setSameSite(SAME_SITE);
        return serializer;
    }

    /** Whether a request has one, as browsers send it by themselves. */
    static boolean isIn(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies != null
                && Stream.of(cookies)
                        .map(Cookie::getName)
                        .anyMatch(name -> name.equals(NAME) || name.equals(HOST + NAME));
    }

    private CookieSerializer of(HttpServletRequest request) {
        return secure.apply(request) ? byTls : inTheClear;
    }

    @Override
    public void writeCookieValue(CookieValue value) {
        of(value.getRequest()).writeCookieValue(value);
    }

    @Override
    public List<String> readCookieValues(HttpServletRequest request) {
        return of(request).readCookieValues(request);
    }
}
