package dev.lxdgateway.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may use.
 *
 * @param sessions how many of its sessions may run at once
 * @param starts how many it may start in a minute
 * @param totalTime how long one may take, null for ever
 * @param idleTime how long nothing may go in or out of one, null for ever
 * @param output bytes of its ended sessions' output that are kept
 * @param spill bytes of its sessions' output that may be on disk
 * @param outputRate bytes of output in a second, 0 for no limit
 */
public record Quota(
        int sessions,
        long starts,
        @Nullable Duration totalTime,
        @Nullable Duration idleTime,
        long output,
        long spill,
        long outputRate) {}
