package dev.lxdgateway.operations;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** While the gateway goes away, has each connection end after its next answer, so that a client's next one leads elsewhere. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ConnectionsEnd extends OncePerRequestFilter {

    private final Drain drain;

    ConnectionsEnd(Drain drain) {
        this.drain = drain;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (drain.isGoing() && !"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            end(request, response);
        }
        chain.doFilter(request, response);
    }

    private static void end(HttpServletRequest request, HttpServletResponse response) {
        var connection = ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection();
        if (connection instanceof HTTP2Connection http2) {
            var _ = http2.getSession().shutdown();
        } else {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
    }
}
