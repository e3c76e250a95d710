package dev.lxdgateway.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lxdgateway.access.Problems;
import dev.lxdgateway.session.LimitExceededException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Refuses at the door who has met a limit a moment ago, and would meet it again: to find out once more who they are and what
 * they want costs nearly as much as to start it. Who sends an Idempotency-Key may have an answer, so they are let in.
 */
final class MetLimitFilter extends OncePerRequestFilter {

    private static final int MOST = 10_000;
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Cache<StartRequest, LimitExceededException> met =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(MOMENT).build();
    private final Problems problems;
    private final Consumer<LimitExceededException> refused;

    /** @param refused hears of each that is refused here */
    MetLimitFilter(Problems problems, Consumer<LimitExceededException> refused) {
        this.problems = problems;
        this.refused = refused;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var start = request.getHeader(IdempotencyKey.HEADER) == null ? StartRequest.of(request) : null;
        if (start == null) {
            chain.doFilter(request, response);
            return;
        }
        var limit = met.getIfPresent(start);
        if (limit != null && limit.isStill()) {
            refused.accept(limit);
            response.setHeader(HttpHeaders.RETRY_AFTER, ProblemAdvice.retryAfter(limit));
            problems.writeFirst(response, ProblemAdvice.problem(limit));
            return;
        }
        chain.doFilter(request, response);
        if (request.getAttribute(DispatcherServlet.EXCEPTION_ATTRIBUTE) instanceof LimitExceededException e) {
            met.put(start, e);
        }
    }
}
