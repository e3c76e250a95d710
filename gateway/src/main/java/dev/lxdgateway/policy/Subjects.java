package dev.lxdgateway.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/**
 * Whom a rule is for: whoever one of these has.
 *
 * @param users names of users
 * @param groups groups of users
 * @param tokens names of tokens
 */
@JsonInclude(Include.NON_NULL)
record Subjects(
        @Nullable Names users,
        @Nullable Names groups,
        @Nullable Names tokens) {

    Subjects {
        if (users == null && groups == null && tokens == null) {
            throw new IllegalArgumentException("needs users, groups or tokens; users: ['*'] are all users");
        }
    }

    boolean include(Subject subject) {
        return switch (subject.kind()) {
            case USER ->
                (users != null && users.include(subject.name()))
                        || (groups != null && subject.groups().stream().anyMatch(groups::include));
            case TOKEN -> tokens != null && tokens.include(subject.name());
        };
    }
}
