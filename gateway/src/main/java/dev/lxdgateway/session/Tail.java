package dev.lxdgateway.session;

import java.util.Locale;

/** Whether a session's output is whole. */
public enum Tail {
    /** Every byte up to the process's exit was received, and the end of each stream was seen. */
    COMPLETE,
    /** The end of a stream was not seen, or output past a limit was dropped. */
    CUT,
    /** The server is known to lose the end of a terminal's output without a mark. */
    UNVERIFIED;

    /** The word for it in frames and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
