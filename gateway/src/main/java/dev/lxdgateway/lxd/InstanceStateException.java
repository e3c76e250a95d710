package dev.lxdgateway.lxd;

import java.util.Locale;

/** The instance exists, and its state does not allow an exec. */
public final class InstanceStateException extends LxdException {

    private static final long serialVersionUID = 1L;

    private final boolean frozen;

    InstanceStateException(Instance instance) {
        super(
                "Instance '%s' of remote '%s' is %s, not running"
                        .formatted(
                                instance.name(),
                                instance.remote(),
                                instance.status().toLowerCase(Locale.ROOT)),
                null);
        this.frozen = instance.frozen();
    }

    /** Whether it is paused rather than stopped. */
    public boolean isFrozen() {
        return frozen;
    }
}
