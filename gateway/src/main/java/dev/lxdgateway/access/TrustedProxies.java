package dev.lxdgateway.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** The proxies whose word is taken for where a request came from. */
final class TrustedProxies {

    private static final Pattern WITH_PORT = Pattern.compile("\\[(.*)](?::\\d+)?|([^:]+):\\d+");

    private final List<IpAddressMatcher> proxies;

    /** @param networks addresses and networks, such as {@code 10.0.0.0/8} */
    TrustedProxies(List<String> networks) {
        proxies = networks.stream().map(TrustedProxies::network).toList();
    }

    private static IpAddressMatcher network(String network) {
        try {
            return new IpAddressMatcher(network);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "gateway.access.trusted-proxies: '%s' is neither an address nor a network such as 10.0.0.0/8"
                            .formatted(network),
                    e);
        }
    }

    boolean include(String address) {
        return proxies.stream().anyMatch(proxy -> proxy.matches(address));
    }

    /**
     * Who a chain of proxies speaks for: the last address before them that is none of them. What stands left of it anybody
     * can have written.
     *
     * @param peer who the request came from, a trusted proxy
     * @param forwardedFor what the proxies wrote down, the nearest last
     */
    String client(String peer, List<String> forwardedFor) {
        var client = peer;
        for (var hop : nearestFirst(forwardedFor)) {
            var address = address(hop);
            if (address.isEmpty()) {
                return client;
            }
            client = address.get();
            if (!include(client)) {
                return client;
            }
        }
        return client;
    }

    private static List<String> nearestFirst(List<String> forwardedFor) {
        var hops = forwardedFor.stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .toList();
        return hops.reversed();
    }

    private static Optional<String> address(String hop) {
        var parts = WITH_PORT.matcher(hop);
        var address = parts.matches() ? (parts.group(1) == null ? parts.group(2) : parts.group(1)) : hop;
        try {
            return Optional.of(InetAddress.ofLiteral(address).getHostAddress());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
