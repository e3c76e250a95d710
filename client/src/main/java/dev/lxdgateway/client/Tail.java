package dev.lxdgateway.client;

/** Whether a command's output is whole up to its exit. */
public enum Tail {
    /** Every byte was received, and the end of each stream was seen. */
    COMPLETE,
    /** The end of a stream was not seen, or output was dropped. */
    CUT,
    /** The server is known to lose the end of a terminal's output without a mark. */
    UNVERIFIED;

    static Tail of(String word) {
        return switch (word) {
            case "complete" -> COMPLETE;
            case "cut" -> CUT;
            default -> UNVERIFIED;
        };
    }
}
