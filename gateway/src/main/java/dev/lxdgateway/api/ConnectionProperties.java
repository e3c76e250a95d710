package dev.lxdgateway.api;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a connection may take before its caller is known.
 *
 * @param headTime how long a request's head, a TLS handshake or a login's form may take to arrive
 */
@ConfigurationProperties("gateway.connections")
record ConnectionProperties(@DefaultValue("10s") Duration headTime) {}
