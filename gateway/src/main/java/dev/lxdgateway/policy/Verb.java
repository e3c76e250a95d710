package dev.lxdgateway.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be allowed. */
public enum Verb {
    /** Sees the instance. */
    LIST,
    /** Starts a command in it. */
    EXEC,
    /** Types into a session that somebody else has started there, and ends it. One's own needs {@link #EXEC} only. */
    ATTACH,
    /** Looks on at such a session. */
    OBSERVE,
    /** Sends a signal to such a session. */
    SIGNAL,
    /** Has the gateway's own affairs: tokens, audit, policy, everybody's sessions. */
    ADMIN;

    /** The verb of that word. */
    @JsonCreator
    public static Verb of(String word) {
        return Arrays.stream(values())
                .filter(verb -> verb.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is no verb; there are %s"
                        .formatted(word, Arrays.stream(values()).map(Verb::word).collect(Collectors.joining(", ")))));
    }

    /** Its word in a policy. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
