package dev.lxdgateway.operations;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Traces by OpenTelemetry; where they go is {@code management.opentelemetry.tracing.export.otlp.endpoint}.
 *
 * @param enabled whether there are any
 */
@ConfigurationProperties("gateway.tracing")
record TracingProperties(@DefaultValue("false") boolean enabled) {}
