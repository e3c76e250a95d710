package dev.lxdgateway.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to run, and as whom. No shell is involved unless it is the program.
 *
 * {@snippet :
 * var command = Command.of("make", "test").withEnvironment("CI", "1").withUser(1000).withCwd("/src");
 * }
 *
 * @param arguments program and arguments
 * @param environment variables, over those of the instance
 * @param user numeric user id, root's where it is null
 * @param group numeric group id, root's where it is null
 * @param cwd working directory, the server's choice where it is null
 */
public record Command(
        List<String> arguments,
        Map<String, String> environment,
        @Nullable Long user,
        @Nullable Long group,
        @Nullable String cwd) {

    public Command {
        arguments = List.copyOf(arguments);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command has at least the program's name");
        }
    }

    /** A program with its arguments, as root. */
    public static Command of(String... arguments) {
        return of(List.of(arguments));
    }

    /** A program with its arguments, as root. */
    public static Command of(List<String> arguments) {
        return new Command(arguments, Map.of(), null, null, null);
    }

    /** A script for {@code sh -c}. */
    public static Command shell(String script) {
        return of("sh", "-c", script);
    }

    /** With one more variable. */
    public Command withEnvironment(String name, String value) {
        var more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new Command(arguments, more, user, group, cwd);
    }

    /** As this user. */
    public Command withUser(long id) {
        return new Command(arguments, environment, id, group, cwd);
    }

    /** As this group. */
    public Command withGroup(long id) {
        return new Command(arguments, environment, user, id, cwd);
    }

    /** In this directory. */
    public Command withCwd(String directory) {
        return new Command(arguments, environment, user, group, directory);
    }
}
