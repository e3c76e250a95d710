package dev.lxdgateway.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the query of a raw exec says.
 *
 * @param body the command as the other forms have it
 * @param remote the remote's name
 * @param project the project
 * @param withStderr whether stderr is merged into the answer
 */
record RawCommand(
        CommandBody body, @Nullable String remote, @Nullable String project, boolean withStderr) {

    private static final Set<String> KNOWN = Set.of(
            "command",
            "environment",
            "user",
            "group",
            "cwd",
            "login",
            "timeout",
            "maxOutput",
            "stderr",
            "remote",
            "project");

    static RawCommand parse(String query) {
        var values = Query.parse(query);
        values.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new InvalidRequestException(
                            unknown,
                            "is no parameter of a raw exec; there are: "
                                    + String.join(", ", KNOWN.stream().sorted().toList()));
                });
        var body = new CommandBody(
                new ArrayList<@Nullable String>(values.getOrDefault("command", List.of())),
                environment(values.getOrDefault("environment", List.of())),
                number("user", single(values, "user")),
                number("group", single(values, "group")),
                single(values, "cwd"),
                truth("login", single(values, "login")),
                null,
                single(values, "timeout"),
                single(values, "maxOutput"),
                null,
                null,
                null);
        return new RawCommand(
                body, single(values, "remote"), single(values, "project"), isMerged(single(values, "stderr")));
    }

    private static @Nullable String single(Map<String, List<String>> values, String name) {
        var all = values.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw new InvalidRequestException(name, "must be given once, and is given %d times".formatted(all.size()));
        }
        return all.isEmpty() ? null : all.getFirst();
    }

    private static Map<String, @Nullable String> environment(List<String> assignments) {
        var environment = new LinkedHashMap<String, @Nullable String>();
        for (var assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new InvalidRequestException(
                        "environment", "must be NAME=VALUE, and is '%s'".formatted(assignment));
            }
            environment.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
        return environment;
    }

    private static @Nullable Long number(String name, @Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException _) {
            throw new InvalidRequestException(name, "must be a number, and is '%s'".formatted(text));
        }
    }

    private static @Nullable Boolean truth(String name, @Nullable String text) {
        return switch (text) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidRequestException(name, "must be true or false, and is '%s'".formatted(text));
        };
    }

    private static boolean isMerged(@Nullable String stderr) {
        return switch (stderr) {
            case null -> false;
            case "drop" -> false;
            case "merge" -> true;
            default ->
                throw new InvalidRequestException("stderr", "must be drop or merge, and is '%s'".formatted(stderr));
        };
    }
}
