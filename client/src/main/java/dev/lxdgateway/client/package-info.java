/**
 * A client of the gateway: commands in LXD and Incus instances, with their output, exit code and signal as they are.
 *
 * <p>{@link dev.lxdgateway.client.GatewayClient} is where to begin, {@link dev.lxdgateway.client.Instance} runs commands in the
 * three forms of exec, {@link dev.lxdgateway.client.Session} is a command that outlives the call that started it, and
 * {@link dev.lxdgateway.client.Attachment} is a terminal or pipes to it.
 *
 * <p>Calls block, and are made for virtual threads; what waits for a gateway's word holds no thread of the client's own.
 * Nothing is read ahead of its reader beyond a bound. All failures are {@link dev.lxdgateway.client.GatewayException}s. An
 * interrupt ends a call, and leaves the thread interrupted.
 */
@NullMarked
package dev.lxdgateway.client;

import org.jspecify.annotations.NullMarked;
