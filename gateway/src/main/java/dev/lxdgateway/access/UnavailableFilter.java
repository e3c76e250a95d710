package dev.lxdgateway.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers where the security filters can't, since what they need to ask is not there. */
final class UnavailableFilter extends OncePerRequestFilter {

    private final Problems problems;

    UnavailableFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException e) {
            var problem = Unavailable.problem(e);
            if (problem.isEmpty() || response.isCommitted()) {
                throw e;
            }
            response.resetBuffer();
            problems.write(response, problem.get());
        }
    }
}
