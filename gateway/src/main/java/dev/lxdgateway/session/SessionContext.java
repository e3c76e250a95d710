package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Capabilities;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a session needs of the world around it.
 *
 * @param account what the caller's sessions use
 * @param bandwidth which it shares
 * @param memory which all logs share
 * @param server what the server's exec can be trusted with
 * @param course how far it has got
 * @param attended whether it is started for a client that will be attached, and then is told to have {@linkplain
 *     Session#arrived arrived}
 * @param left is called when a client has left it
 */
record SessionContext(
        SessionSettings settings,
        Account account,
        Bandwidth bandwidth,
        LogMemory memory,
        Capabilities server,
        InstantSource clock,
        ScheduledExecutorService timer,
        SessionObserver observer,
        Course course,
        boolean attended,
        Runnable left) {}
