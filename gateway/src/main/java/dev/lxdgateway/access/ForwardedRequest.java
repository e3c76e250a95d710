package dev.lxdgateway.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request of a trusted proxy with the client's address, and with what the nearest proxy wrote of the rest. {@code Forwarded}
 * is not read: a proxy that writes the other headers passes a client's on.
 */
final class ForwardedRequest extends HttpServletRequestWrapper {

    private static final String FOR = "x-forwarded-for";
    private static final Set<String> NOT_READ = Set.of(FOR, "forwarded", "x-forwarded-by");

    private final String client;

    ForwardedRequest(HttpServletRequest request, TrustedProxies proxies) {
        super(request);
        client = proxies.client(request.getRemoteAddr(), Collections.list(request.getHeaders(FOR)));
    }

    @Override
    public String getRemoteAddr() {
        return client;
    }

    @Override
    public String getRemoteHost() {
        return client;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isForwarded(name) ? nearest(name).orElse(null) : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isForwarded(name)
                ? Collections.enumeration(nearest(name).stream().toList())
                : super.getHeaders(name);
    }

    private static boolean isForwarded(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("x-forwarded-") || lower.equals("forwarded");
    }

    private Optional<String> nearest(String name) {
        if (NOT_READ.contains(name.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        var all = List.of(
                String.join(",", Collections.list(super.getHeaders(name))).split(",", -1));
        return Optional.of(all.getLast().strip()).filter(value -> !value.isEmpty());
    }
}
