package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Capabilities;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

/**
 * What a session needs of the world around it.
 *
 * @param server what the server's exec can be trusted with
 * @param instanceStopped asks whether the instance runs no more
 */
record SessionContext(
        SessionSettings settings,
        Capabilities server,
        BooleanSupplier instanceStopped,
        InstantSource clock,
        ScheduledExecutorService timer,
        SessionObserver observer) {}
