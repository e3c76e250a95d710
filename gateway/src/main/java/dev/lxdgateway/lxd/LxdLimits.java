package dev.lxdgateway.lxd;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long servers may take.
 *
 * @param answer longest wait for the answer to a request
 * @param connect longest wait for all sockets of an exec; LXD itself waits for them 5 s
 * @param events longest wait for the event stream, without which execs start too
 */
@ConfigurationProperties("gateway.lxd")
record LxdLimits(
        @DefaultValue("10s") Duration answer,
        @DefaultValue("5s") Duration connect,
        @DefaultValue("2s") Duration events) {}
