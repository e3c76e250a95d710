package dev.lxdgateway.lxd;

import org.jspecify.annotations.Nullable;

/** LXD did not do what it was asked to; the subclasses are the outcomes that a caller can tell apart. */
public abstract sealed class LxdException extends RuntimeException
        permits InstanceStateException, LxdRefusedException, LxdUnavailableException, NotFoundException {

    private static final long serialVersionUID = 1L;

    LxdException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
