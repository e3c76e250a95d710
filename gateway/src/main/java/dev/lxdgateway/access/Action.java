package dev.lxdgateway.access;

import java.util.Locale;

/** What is written down of what callers do. */
public enum Action {
    LOGIN,
    LOGIN_FAILED,
    LOGOUT,
    /** Something that the policy, a token's scope or a ticket does not allow. */
    REFUSED,
    SESSION_START,
    /** Somebody takes part in a session: types, resizes. */
    ATTACH,
    /** Somebody looks on at a session, or reads its output. */
    OBSERVE,
    /** Somebody makes a ticket for others. */
    SHARE,
    SIGNAL,
    /** Somebody has a session ended. */
    END,
    /** A session has ended, or could not be started. */
    SESSION_END,
    TOKEN_CREATE,
    TOKEN_REVOKE,
    POLICY_CHANGE,
    /** A changed policy was not taken. */
    POLICY_ERROR;

    /** Its word in the audit. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
