package dev.lxdgateway.policy;

import java.util.Arrays;

/** Whether a condition holds. In doubt a rule denies, and never allows. */
enum Match {
    NO,
    UNKNOWN,
    YES;

    static Match of(boolean holds) {
        return holds ? YES : NO;
    }

    /** Whether all of them hold. */
    static Match all(Match... conditions) {
        return Arrays.stream(conditions).min(Match::compareTo).orElse(YES);
    }
}
