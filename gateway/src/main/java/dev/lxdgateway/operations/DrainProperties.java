package dev.lxdgateway.operations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gateway goes when it is told to; docs/rollouts.md says in which order.
 *
 * @param propagation how long all is still served after readiness is off, which is what load balancers need to hear of it
 * @param timeout how long sessions may go on from then on, before they are ended by the hang-up ladder
 */
@ConfigurationProperties("gateway.drain")
record DrainProperties(
        @DefaultValue("10s") Duration propagation,
        @DefaultValue("30s") Duration timeout) {

    DrainProperties {
        notNegative("propagation", propagation);
        notNegative("timeout", timeout);
    }

    private static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(
                    "gateway.drain.%s must not be less than 0, and is %s".formatted(name, value));
        }
    }
}
