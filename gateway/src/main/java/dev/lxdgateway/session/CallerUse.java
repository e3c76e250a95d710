package dev.lxdgateway.session;

import java.util.Map;

/**
 * What a caller uses now.
 *
 * @param sessions how many of its sessions run
 * @param startsLastMinute how many it has started within the last minute
 * @param keptBytes bytes of its ended sessions' output that are kept
 * @param diskBytes bytes of its sessions' output that are on disk
 * @param outputRate bytes of output in a second, of the last ten
 * @param hits how often it has met each limit since the gateway's start
 */
public record CallerUse(
        String caller,
        int sessions,
        long startsLastMinute,
        long keptBytes,
        long diskBytes,
        long outputRate,
        Map<String, Long> hits) {}
