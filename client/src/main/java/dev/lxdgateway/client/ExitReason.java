package dev.lxdgateway.client;

import java.util.Locale;

/** Why a command ended. */
public enum ExitReason {
    /** The process ended by itself. */
    EXITED,
    /** A signal killed it. */
    SIGNAL,
    /** The caller's time limit ended it. */
    KILLED_BY_TIMEOUT,
    /** It was ended on request, or because nobody had been attached for too long. */
    HUNG_UP,
    /** The gateway went away. */
    GATEWAY_DRAIN,
    /** The instance stopped, restarted or was deleted. */
    INSTANCE_STOPPED,
    /** The gateway lost the server. */
    LXD_LOST,
    /** The server could not start it. */
    START_FAILED,
    /** A reason that this client does not know; a later gateway may have more. */
    OTHER;

    static ExitReason of(String word) {
        for (var reason : values()) {
            if (reason.word().equals(word)) {
                return reason;
            }
        }
        return OTHER;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
