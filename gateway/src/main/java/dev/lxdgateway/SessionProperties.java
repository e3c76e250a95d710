package dev.lxdgateway;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The life of sessions.
 *
 * @param detachTimeout how long a terminal lives with nobody attached
 * @param retention how long an ended session is remembered
 * @param retained how many ended sessions are remembered
 * @param retainedOutput bytes of their output that are kept, that of the newest
 */
@ConfigurationProperties("gateway.session")
record SessionProperties(
        @DefaultValue("10m") Duration detachTimeout,
        @DefaultValue("1h") Duration retention,
        @DefaultValue("200") int retained,
        @DefaultValue("256MB") DataSize retainedOutput) {}
