package dev.lxdgateway.api;

import dev.lxdgateway.access.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Starts nothing more in a rush, and says so before anything is looked at: what has been started is to come to its end, and
 * to refuse late costs nearly as much as to start. All else goes on, and so does who starts while few others do: however
 * slow the machine, they wait for one another and no longer.
 */
final class RushFilter extends OncePerRequestFilter {

    /** As many may be in progress, whatever the rush. */
    static final int FEW = 100;

    private final AtomicInteger inProgress = new AtomicInteger();
    private final Rush rush;
    private final Problems problems;
    private final Runnable refused;

    /** @param refused hears of each that is refused */
    RushFilter(Rush rush, Problems problems, Runnable refused) {
        this.rush = rush;
        this.problems = problems;
        this.refused = refused;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!StartRequest.is(request)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            if (inProgress.incrementAndGet() <= FEW || !rush.isOn()) {
                chain.doFilter(request, response);
                return;
            }
        } finally {
            inProgress.decrementAndGet();
        }
        refuse(response);
    }

    private void refuse(HttpServletResponse response) throws IOException {
        refused.run();
        problems.writeFirst(
                response,
                Problems.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "overloaded",
                        "The gateway has more to do than it gets done; nothing was run, ask again in a moment"));
    }
}
