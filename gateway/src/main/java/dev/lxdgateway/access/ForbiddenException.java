package dev.lxdgateway.access;

import dev.lxdgateway.policy.Decision;

/** The policy does not allow it. */
public final class ForbiddenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForbiddenException(Caller caller, String what, Decision decision) {
        super("%s may not %s: %s".formatted(caller.name(), what, decision.reason()));
    }
}
