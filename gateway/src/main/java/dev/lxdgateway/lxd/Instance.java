package dev.lxdgateway.lxd;

import org.jspecify.annotations.Nullable;

/**
 * An instance as LXD lists it.
 *
 * @param name the instance's name, unique in its project
 * @param remote the configured name of the server
 * @param project the project that it is in
 * @param type {@code container} or {@code virtual-machine}
 * @param status LXD's word for its state, such as {@code Running} or {@code Stopped}
 * @param location the cluster member that it is on, null where the server is no cluster
 */
public record Instance(
        String name,
        String remote,
        String project,
        String type,
        String status,
        @Nullable String location) {

    public boolean running() {
        return status.equals("Running");
    }

    public boolean frozen() {
        return status.equals("Frozen");
    }
}
