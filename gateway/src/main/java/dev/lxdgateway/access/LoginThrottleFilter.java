package dev.lxdgateway.access;

import dev.lxdgateway.metrics.Meters;
import dev.lxdgateway.metrics.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses credentials of addresses that have tried too many wrong ones, unheard. */
final class LoginThrottleFilter extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";

    private final LoginThrottle throttle;
    private final Problems problems;
    private final RequestMatcher login;
    private final Counter refused;

    /** @param login requests that sign in by a form */
    LoginThrottleFilter(LoginThrottle throttle, Problems problems, RequestMatcher login, MeterRegistry meters) {
        this.throttle = throttle;
        this.problems = problems;
        this.login = login;
        refused = new Meters(meters).counter(Metric.LOGINS_THROTTLED);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var credentials = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean bearer = credentials != null && credentials.regionMatches(true, 0, BEARER, 0, BEARER.length());
        var token = credentials != null && bearer ? credentials.substring(BEARER.length()) : null;
        if (token == null && !login.matches(request)) {
            chain.doFilter(request, response);
            return;
        }
        var toWait = throttle.toWait(request.getRemoteAddr(), token);
        if (toWait.isEmpty()) {
            chain.doFilter(request, response);
        } else {
            refuse(response, toWait.get());
        }
    }

    private void refuse(HttpServletResponse response, Duration toWait) throws IOException {
        refused.increment();
        var problem = Problems.of(
                HttpStatus.TOO_MANY_REQUESTS,
                "limit-exceeded",
                "Too many wrong credentials came from this address; try again later");
        problem.setProperty("limit", "login-attempts");
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(toWait.toSeconds() + 1));
        problems.write(response, problem);
    }
}
