package dev.lxdgateway.api;

import dev.lxdgateway.session.SessionState;
import dev.lxdgateway.session.SessionSummary;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions a list is to have; null stands for any.
 *
 * @param states in one of those
 */
record SessionFilter(
        Set<SessionState> states,
        @Nullable String remote,
        @Nullable String project,
        @Nullable String instance) {

    static SessionFilter of(
            @Nullable List<String> states,
            @Nullable String remote,
            @Nullable String project,
            @Nullable String instance) {
        var wanted = EnumSet.noneOf(SessionState.class);
        if (states != null) {
            states.forEach(word -> wanted.add(state(word)));
        }
        return new SessionFilter(
                wanted.isEmpty() ? EnumSet.allOf(SessionState.class) : wanted, remote, project, instance);
    }

    private static SessionState state(String word) {
        return Arrays.stream(SessionState.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "state", "must be starting, running, draining or ended, and is '%s'".formatted(word)));
    }

    boolean matches(SessionSummary session) {
        var request = session.request();
        return states.contains(session.state())
                && is(remote, request.remote())
                && is(project, request.exec().project())
                && is(instance, request.exec().instance());
    }

    private static boolean is(@Nullable String wanted, String actual) {
        return wanted == null || wanted.equals(actual);
    }
}
