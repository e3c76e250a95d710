package dev.lxdgateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieSerializer.CookieValue;

/** The cookies' names and attributes, by how the gateway is reached. */
class CookiesTests {

    private static MockHttpServletRequest request(boolean byTls) {
        var request = new MockHttpServletRequest();
        request.setSecure(byTls);
        return request;
    }

    private static String login(SecureCookies secure, boolean byTls) {
        var response = new MockHttpServletResponse();
        new LoginCookie(secure).writeCookieValue(new CookieValue(request(byTls), response, "id"));
        return Objects.requireNonNull(response.getHeader("Set-Cookie"));
    }

    private static MockHttpServletResponse saved(SecureCookies secure, MockHttpServletRequest request) {
        var response = new MockHttpServletResponse();
        var cookie = new CsrfCookie(secure);
        cookie.saveToken(cookie.generateToken(request), request, response);
        return response;
    }

    private static String csrf(SecureCookies secure, boolean byTls) {
        return Objects.requireNonNull(saved(secure, request(byTls)).getHeader("Set-Cookie"));
    }

    @Test
    void areForThisHostAndTlsAloneByTls() {
        assertThat(login(SecureCookies.AUTO, true))
                .startsWith("__Host-lxd-gateway=")
                .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict")
                .doesNotContain("Domain");
        assertThat(csrf(SecureCookies.AUTO, true))
                .startsWith("__Host-XSRF-TOKEN=")
                .contains("; Path=/", "; Secure")
                .doesNotContain("Domain", "HttpOnly");
    }

    @Test
    void arePlainInTheClear() {
        assertThat(login(SecureCookies.AUTO, false)).startsWith("lxd-gateway=").doesNotContain("Secure");
        assertThat(csrf(SecureCookies.AUTO, false)).startsWith("XSRF-TOKEN=").doesNotContain("Secure");
    }

    @Test
    void areWhatIsConfigured() {
        assertThat(login(SecureCookies.ALWAYS, false)).startsWith("__Host-").contains("Secure");
        assertThat(login(SecureCookies.NEVER, true)).startsWith("lxd-gateway=").doesNotContain("Secure");
    }

    @Test
    void areNotTakenFromTheClearByTls() {
        var request = request(true);
        request.setCookies(new Cookie("lxd-gateway", "aWQ="), new Cookie("XSRF-TOKEN", "planted"));

        assertThat(new LoginCookie(SecureCookies.AUTO).readCookieValues(request))
                .isEmpty();
        assertThat(new CsrfCookie(SecureCookies.AUTO).loadToken(request)).isNull();
    }

    @Test
    void bringNoTokenToProgramsAndCaches() {
        var program = request(true);
        program.addHeader("Authorization", "Bearer x");
        var asset = request(true);
        asset.setRequestURI("/assets/page.js");

        assertThat(saved(SecureCookies.AUTO, program).getHeader("Set-Cookie")).isNull();
        assertThat(saved(SecureCookies.AUTO, asset).getHeader("Set-Cookie")).isNull();
        assertThat(saved(SecureCookies.AUTO, request(true)).getHeader("Cache-Control"))
                .isEqualTo("no-store");
    }
}
