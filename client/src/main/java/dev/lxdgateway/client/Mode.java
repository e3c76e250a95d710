package dev.lxdgateway.client;

import java.util.Locale;

/** Whether an attachment takes part or watches. */
public enum Mode {
    /** May send input, sizes and signals, and is waited for. */
    WRITER,
    /** Only sees the output, and gets a gap where it falls behind. */
    OBSERVER;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
