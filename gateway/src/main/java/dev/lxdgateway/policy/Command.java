package dev.lxdgateway.policy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command that is to be run, or runs.
 *
 * @param argv program and arguments
 * @param user numeric user id
 * @param group numeric group id
 * @param variables names of what the caller sets in its environment
 * @param cwd the working directory that the caller asks for
 * @param interactive whether in a terminal
 */
public record Command(
        List<String> argv,
        long user,
        long group,
        Set<String> variables,
        @Nullable String cwd,
        boolean interactive) {

    public Command {
        argv = List.copyOf(argv);
        variables = Set.copyOf(variables);
    }
}
