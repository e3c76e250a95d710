package dev.lxdgateway.policy;

import java.util.Map;
import java.util.function.Supplier;

/**
 * The instance that something is to be done in.
 *
 * @param remote the server's name
 * @param project its project
 * @param instance its name
 * @param details what the server has to be asked for, which happens only if a rule needs it
 */
public record Target(String remote, String project, String instance, Supplier<Details> details) {

    /**
     * What a server knows of an instance.
     *
     * @param type {@code container} or {@code virtual-machine}
     * @param config its configuration
     */
    public record Details(String type, Map<String, String> config) {

        public Details {
            config = Map.copyOf(config);
        }
    }

    @Override
    public String toString() {
        return "%s:%s/%s".formatted(remote, project, instance);
    }
}
