package dev.lxdgateway.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has the API's parameters come from the query alone. A container reads a body that says it is a form's for them, as
 * {@code curl -d} says of everything, and nothing would be left of it for a command.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class QueryParameters extends OncePerRequestFilter {

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new QueryRequest(request), response);
    }

    private static final class QueryRequest extends HttpServletRequestWrapper {

        private @Nullable Map<String, String[]> parameters;

        QueryRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            var known = parameters;
            if (known == null) {
                known = new LinkedHashMap<>();
                for (var parameter : Query.parse(Objects.requireNonNullElse(getQueryString(), ""))
                        .entrySet()) {
                    known.put(parameter.getKey(), parameter.getValue().toArray(String[]::new));
                }
                parameters = known;
            }
            return Collections.unmodifiableMap(known);
        }

        @Override
        public @Nullable String getParameter(String name) {
            var values = getParameterValues(name);
            return values == null ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return getParameterMap().get(name);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(getParameterMap().keySet());
        }
    }
}
