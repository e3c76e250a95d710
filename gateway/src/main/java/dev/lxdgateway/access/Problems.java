package dev.lxdgateway.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Makes the gateway's error bodies: RFC 9457 problems with a stable {@code code}. */
public final class Problems {

    /** For answers that Spring Security's filters have not seen. */
    public static final Map<String, String> HEADERS = Map.of(
            HttpHeaders.CACHE_CONTROL,
            "no-store",
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Referrer-Policy",
            "no-referrer",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY");

    private static final String SOON = "5";

    private final JsonMapper json;

    public Problems(JsonMapper json) {
        this.json = json;
    }

    /** A problem; its title is the status's. */
    public static ProblemDetail of(HttpStatus status, String code, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(status.getReasonPhrase());
        problem.setProperty("code", code);
        return problem;
    }

    /** When to ask again what can't be answered now, in seconds; null where asking again is no use. */
    public static @Nullable String retryAfter(ProblemDetail problem) {
        return problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value() ? SOON : null;
    }

    /** Answers with a problem where Spring Security's filters have not been. */
    public void writeFirst(HttpServletResponse response, ProblemDetail problem) throws IOException {
        HEADERS.forEach(response::setHeader);
        write(response, problem);
    }

    /** Answers with a problem where no controller does. */
    public void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        var when = retryAfter(problem);
        if (when != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, when);
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
