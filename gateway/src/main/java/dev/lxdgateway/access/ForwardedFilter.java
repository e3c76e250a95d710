package dev.lxdgateway.access;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** Believes the X-Forwarded headers of trusted proxies, and hides everybody else's. */
final class ForwardedFilter extends OncePerRequestFilter {

    private final TrustedProxies proxies;
    private final Filter believing = new ForwardedHeaderFilter();
    private final Filter hiding = hiding();

    ForwardedFilter(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    private static Filter hiding() {
        var filter = new ForwardedHeaderFilter();
        filter.setRemoveOnly(true);
        return filter;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (proxies.include(request.getRemoteAddr())) {
            believing.doFilter(new ForwardedRequest(request, proxies), response, chain);
        } else {
            hiding.doFilter(request, response, chain);
        }
    }
}
