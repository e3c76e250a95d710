package dev.lxdgateway.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests that a foreign page makes: a WebSocket handshake, or a request that changes something, whose Origin is
 * neither the gateway's own nor an allowed one. Without an Origin such a request must not rely on the cookie, which
 * browsers send by themselves.
 */
final class OriginFilter extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final List<URI> allowed;
    private final Problems problems;

    OriginFilter(List<URI> allowed, Problems problems) {
        this.allowed = List.copyOf(allowed);
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isSafe(request) || isAllowed(request)) {
            chain.doFilter(request, response);
        } else {
            var origin = request.getHeader(HttpHeaders.ORIGIN);
            var detail = origin == null
                    ? "A request with the login cookie needs an Origin"
                    : "Origin '%s' is not allowed; see gateway.access.allowed-origins".formatted(origin);
            problems.write(response, Problems.of(HttpStatus.FORBIDDEN, "origin-not-allowed", detail));
        }
    }

    private static boolean isSafe(HttpServletRequest request) {
        return SAFE.contains(request.getMethod())
                && !"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }

    private boolean isAllowed(HttpServletRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return !LoginCookie.isIn(request) || request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        }
        return isOwn(origin, request)
                || allowed.stream().anyMatch(uri -> uri.toString().equals(origin));
    }

    private static boolean isOwn(String origin, HttpServletRequest request) {
        var scheme = request.getScheme() + "://";
        var port = request.getServerPort() == (request.isSecure() ? HTTPS : HTTP) ? "" : ":" + request.getServerPort();
        var lower = origin.toLowerCase(Locale.ROOT);
        return Stream.of(scheme + request.getHeader(HttpHeaders.HOST), scheme + request.getServerName() + port)
                .anyMatch(own -> own.toLowerCase(Locale.ROOT).equals(lower));
    }
}
