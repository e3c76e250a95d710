package dev.lxdgateway.session;

import java.util.Locale;

/** Why a session ended. */
public enum ExitReason {
    /** The process ended by itself. */
    EXITED,
    /** A signal that somebody sent, or the kernel, killed the process. */
    SIGNAL,
    /** The caller's time limit ended it. */
    KILLED_BY_TIMEOUT,
    /** It was ended on request, or because nobody had been attached for too long. */
    HUNG_UP,
    /** The gateway was shutting down. */
    GATEWAY_DRAIN,
    /** The instance stopped or restarted. */
    INSTANCE_STOPPED,
    /** The connection to the server was lost. */
    LXD_LOST,
    /** The server could not start the process. */
    START_FAILED;

    /** The word for it in frames, answers, logs and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
