package dev.lxdgateway.lxd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command to run in an instance.
 *
 * @param project the instance's project
 * @param instance the instance's name
 * @param command program and arguments; no shell is involved
 * @param environment variables to set, over those of the instance's configuration
 * @param user numeric user id
 * @param group numeric group id
 * @param cwd working directory, the server's default where null
 * @param size the terminal to run it in, null for three pipes
 */
public record ExecRequest(
        String project,
        String instance,
        List<String> command,
        Map<String, String> environment,
        long user,
        long group,
        @Nullable String cwd,
        @Nullable TerminalSize size) {

    public ExecRequest {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    public boolean interactive() {
        return size != null;
    }

    /** The same under a shell that outlives the command by that time, and exits as the command did. */
    public ExecRequest lingering(Duration time) {
        var script = "\"$@\"; code=$?; sleep %d.%03d; exit $code".formatted(time.toSeconds(), time.toMillisPart());
        var wrapped = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        wrapped.addAll(command);
        return new ExecRequest(project, instance, wrapped, environment, user, group, cwd, size);
    }
}
