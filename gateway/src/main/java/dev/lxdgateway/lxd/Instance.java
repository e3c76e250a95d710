package dev.lxdgateway.lxd;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;
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
 * @param config what its configuration has under {@code user.}
 */
public record Instance(
        String name,
        String remote,
        String project,
        String type,
        String status,
        @Nullable String location,
        @JsonIgnore Map<String, String> config) {

    public Instance {
        config = Map.copyOf(config);
    }

    public boolean running() {
        return status.equals("Running");
    }

    public boolean frozen() {
        return status.equals("Frozen");
    }
}
