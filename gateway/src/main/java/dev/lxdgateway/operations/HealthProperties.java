package dev.lxdgateway.operations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the gateway looks after by itself.
 *
 * @param interval how often each remote is asked whether it answers
 */
@ConfigurationProperties("gateway.health")
record HealthProperties(@DefaultValue("15s") Duration interval) {}
