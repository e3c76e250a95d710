package dev.lxdgateway.support.stub;

import java.util.List;
import java.util.Map;

/**
 * What the stub says that it is.
 *
 * @param kind {@code lxd} or {@code incus}
 * @param version its version
 * @param extensions its API extensions
 * @param restricted whether it refuses logging events, as servers do to restricted certificates: LXD 5.0.2 with 500
 */
public record StubServer(String kind, String version, List<String> extensions, boolean restricted) {

    public static final StubServer INCUS = new StubServer("incus", "6.0.4", List.of("operation_wait"), false);

    /** Holds pipes' ends and exit codes back, and loses the end of terminals' output. */
    public static final StubServer LXD_5_0_2 = new StubServer("lxd", "5.0.2", List.of(), false);

    public static final StubServer RESTRICTED_LXD_5_0_2 = new StubServer("lxd", "5.0.2", List.of(), true);

    Map<String, Object> json() {
        return Map.of(
                "api_extensions",
                extensions,
                "auth",
                "trusted",
                "environment",
                Map.of("server", kind, "server_version", version));
    }
}
