package dev.lxdgateway.policy;

import java.io.Serializable;
import java.util.Set;

/**
 * Somebody who asks.
 *
 * @param kind what they are
 * @param name unique among those of their kind
 * @param groups what a user belongs to by the word of whoever vouches for them
 */
public record Subject(Kind kind, String name, Set<String> groups) implements Serializable {

    /** A person known by a login, or a machine known by a token of the gateway. */
    public enum Kind {
        USER,
        TOKEN
    }

    public Subject {
        groups = Set.copyOf(groups);
    }

    /** A person. */
    public static Subject user(String name, Set<String> groups) {
        return new Subject(Kind.USER, name, groups);
    }

    /** A machine. */
    public static Subject token(String name) {
        return new Subject(Kind.TOKEN, name, Set.of());
    }

    /**
     * The subject of a text such as {@code user:ann} or {@code token:ci}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Subject parse(String text, Set<String> groups) {
        var parts = text.split(":", 2);
        return switch (parts.length == 2 && !parts[1].isEmpty() ? parts[0] : "") {
            case "user" -> user(parts[1], groups);
            case "token" -> token(parts[1]);
            default ->
                throw new IllegalArgumentException("must be user:NAME or token:NAME, and is '%s'".formatted(text));
        };
    }

    @Override
    public String toString() {
        return (kind == Kind.USER ? "user:" : "token:") + name;
    }
}
