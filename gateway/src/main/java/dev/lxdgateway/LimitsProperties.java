package dev.lxdgateway;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be had at once, and for how long.
 *
 * @param sessions how many sessions may run at once, those of exec too
 * @param sessionsPerCaller how many of one caller
 * @param queue how many requests may wait for one to end
 * @param queueTime how long they wait
 * @param body bytes that a JSON body may have
 * @param totalTime how long a session may take; for ever unless given
 * @param idleTime how long nothing may go in or out of a session; for ever unless given
 */
@ConfigurationProperties("gateway.limits")
record LimitsProperties(
        @DefaultValue("10000") int sessions,
        @DefaultValue("1000") int sessionsPerCaller,
        @DefaultValue("200") int queue,
        @DefaultValue("5s") Duration queueTime,
        @DefaultValue("16MB") DataSize body,
        @Nullable Duration totalTime,
        @Nullable Duration idleTime) {}
