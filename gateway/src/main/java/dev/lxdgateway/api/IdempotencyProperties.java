package dev.lxdgateway.api;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Requests with an Idempotency-Key.
 *
 * @param life how long a key stands for its run; it outlives a run that is longer
 * @param keys how many keys are remembered; when so many are alive, requests with new ones are refused
 * @param grace how long a run goes on for which no caller waits any more
 * @param results bytes of ended runs' answers that are kept for retries
 */
@ConfigurationProperties("gateway.exec.idempotency")
record IdempotencyProperties(
        @DefaultValue("24h") Duration life,
        @DefaultValue("10000") int keys,
        @DefaultValue("30s") Duration grace,
        @DefaultValue("64MB") DataSize results) {}
