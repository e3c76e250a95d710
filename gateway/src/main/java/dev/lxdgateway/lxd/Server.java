package dev.lxdgateway.lxd;

import java.util.Set;

/**
 * What a server says of itself in {@code GET /1.0}.
 *
 * @param kind {@code lxd} or {@code incus}
 * @param version its version, which distributions may leave unchanged over months of patches
 * @param extensions its {@code api_extensions}
 * @param trusted whether it accepts this gateway's credentials
 */
public record Server(String kind, String version, Set<String> extensions, boolean trusted) {

    @Override
    public String toString() {
        return kind + " " + version;
    }
}
