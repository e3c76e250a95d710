package dev.lxdgateway.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.springframework.web.filter.OncePerRequestFilter;

/** Cuts off callers whose login trickles in: it is the one form that is read before anybody is known. */
final class PromptLogin extends OncePerRequestFilter {

    private final Duration limit;

    PromptLogin(Duration limit) {
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var context = ServletContextRequest.getServletContextRequest(request);
        var endPoint = context.getConnectionMetaData().getConnection().getEndPoint();
        var scheduler = context.getComponents().getScheduler();
        var late = scheduler.schedule(endPoint::close, limit.toNanos(), TimeUnit.NANOSECONDS);
        try {
            var _ = request.getParameterMap();
        } finally {
            var _ = late.cancel();
        }
        chain.doFilter(request, response);
    }
}
