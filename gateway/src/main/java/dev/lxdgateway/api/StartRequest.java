package dev.lxdgateway.api;

import dev.lxdgateway.access.Digests;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * A request to start something, as far as it is known before anybody has looked who asks, and for what.
 *
 * @param address where it comes from
 * @param credentials the digest of those that came in its head, which nobody has looked at
 * @param remote as it was asked for
 */
record StartRequest(
        String address, String credentials, @Nullable String remote) {

    private static final Pattern PATH = Pattern.compile("/api/v1/instances/[^/]+/(exec|sessions)");
    private static final Pattern REMOTE = Pattern.compile("(?:^|&)remote=([^&]*)");

    static boolean is(HttpServletRequest request) {
        return request.getMethod().equals(HttpMethod.POST.name())
                && PATH.matcher(request.getRequestURI()).matches();
    }

    /** Null if it is another request, or has no credentials in its head. */
    static @Nullable StartRequest of(HttpServletRequest request) {
        var credentials = is(request) ? request.getHeader(HttpHeaders.AUTHORIZATION) : null;
        return credentials == null
                ? null
                : new StartRequest(
                        request.getRemoteAddr(), Digests.sha256(credentials), remote(request.getQueryString()));
    }

    private static @Nullable String remote(@Nullable String query) {
        var remote = REMOTE.matcher(query == null ? "" : query);
        return remote.find() ? remote.group(1) : null;
    }
}
