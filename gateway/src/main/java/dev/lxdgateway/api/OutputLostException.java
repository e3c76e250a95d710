package dev.lxdgateway.api;

import org.jspecify.annotations.Nullable;

/** The output of a command did not reach its caller whole, who most likely has gone. */
final class OutputLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutputLostException(@Nullable Throwable cause) {
        super("the output did not reach the caller whole", cause);
    }
}
