package dev.lxdgateway.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * A request to start something, as far as it is known before anybody has looked who asks, and for what.
 *
 * @param credentials as they came, which nobody has looked at
 * @param remote as it was asked for
 */
record StartRequest(@Nullable String credentials, @Nullable String remote) {

    private static final Pattern PATH = Pattern.compile("/api/v1/instances/[^/]+/(exec|sessions)");
    private static final Pattern REMOTE = Pattern.compile("(?:^|&)remote=([^&]*)");

    /** Null if it is another request. */
    static @Nullable StartRequest of(HttpServletRequest request) {
        if (!request.getMethod().equals(HttpMethod.POST.name())
                || !PATH.matcher(request.getRequestURI()).matches()) {
            return null;
        }
        return new StartRequest(request.getHeader(HttpHeaders.AUTHORIZATION), remote(request.getQueryString()));
    }

    private static @Nullable String remote(@Nullable String query) {
        var remote = REMOTE.matcher(query == null ? "" : query);
        return remote.find() ? remote.group(1) : null;
    }

    /** Without its credentials. */
    @Override
    public String toString() {
        return "start on " + remote;
    }
}
