package dev.lxdgateway.client;

import org.jspecify.annotations.Nullable;

/**
 * A command to start as a session.
 *
 * @param command what to run
 * @param terminal the size of its terminal, null where it has pipes
 * @param idempotencyKey with which a retry finds the first session instead of starting another
 */
public record SessionRequest(
        Command command,
        @Nullable TerminalSize terminal,
        @Nullable String idempotencyKey) {

    /** A command whose stdin, stdout and stderr are pipes. */
    public static SessionRequest pipes(Command command) {
        return new SessionRequest(command, null, null);
    }

    /** A command in a terminal. */
    public static SessionRequest terminal(Command command, TerminalSize size) {
        return new SessionRequest(command, size, null);
    }

    /** Started once however often it is asked for with this key. */
    public SessionRequest withIdempotencyKey(String key) {
        return new SessionRequest(command, terminal, key);
    }
}
