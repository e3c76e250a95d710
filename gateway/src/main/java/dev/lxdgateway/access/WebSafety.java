package dev.lxdgateway.access;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** What keeps other pages, and those who guess, from using the gateway in somebody's name. */
final class WebSafety {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; "
            + "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private static final String PERMISSIONS =
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), "
                    + "hid=(), bluetooth=(), midi=(), display-capture=(), screen-wake-lock=(), xr-spatial-tracking=(), "
                    + "clipboard-read=(self), clipboard-write=(self)";

    private static final RequestMatcher LOGIN =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/login");

    private final WebProperties properties;
    private final LoginThrottle throttle;
    private final Problems problems;
    private final MeterRegistry meters;

    WebSafety(WebProperties properties, LoginThrottle throttle, Problems problems, MeterRegistry meters) {
        this.properties = properties;
        this.throttle = throttle;
        this.problems = problems;
        this.meters = meters;
    }

    void configure(HttpSecurity http) {
        http.csrf(csrf -> csrf.spa()
                        .csrfTokenRepository(new CsrfCookie(properties.secureCookies()))
                        .requireCsrfProtectionMatcher(WebSafety::needsCsrfToken))
                .headers(WebSafety::headers)
                .addFilterBefore(
                        new LoginThrottleFilter(throttle, problems, LOGIN, meters),
                        UsernamePasswordAuthenticationFilter.class);
    }

    /** What a browser may send by itself: a request with the login's cookie; and the login, so that nobody is signed in as somebody else. */
    private static boolean needsCsrfToken(HttpServletRequest request) {
        return CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request)
                && (LoginCookie.isIn(request) || LOGIN.matches(request));
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .httpStrictTransportSecurity(hsts -> hsts.includeSubDomains(false))
                .frameOptions(frame -> frame.deny());
    }
}
