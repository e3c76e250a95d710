package dev.lxdgateway.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session as the gateway told it.
 *
 * @param id its name in the gateway
 * @param remote the server
 * @param project the server's project
 * @param instance the instance that it runs in
 * @param owner who started it
 * @param command program and arguments
 * @param terminal the size of its terminal, null where it has pipes
 * @param created when it was started
 * @param state where it is on its way
 * @param outputStart offset of the first byte of output that is kept, over all streams
 * @param outputEnd offset of the next byte to come
 * @param exit how it ended, null until then
 */
public record SessionInfo(
        String id,
        String remote,
        String project,
        String instance,
        String owner,
        List<String> command,
        @Nullable TerminalSize terminal,
        Instant created,
        SessionState state,
        long outputStart,
        long outputEnd,
        @Nullable Exit exit) {}
