package dev.lxdgateway.api;

import dev.lxdgateway.lxd.ExecRequest;
import dev.lxdgateway.lxd.TerminalSize;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import tools.jackson.databind.JsonNode;

/**
 * What a request to run a command says.
 *
 * @param command program and arguments
 * @param environment variables to set
 * @param user numeric user id, 0 unless given
 * @param group numeric group id, 0 unless given
 * @param cwd working directory
 * @param login whether a login shell reads its profile first, for PATH, locale and the like; false unless given
 * @param stdin all of its input: text, or {@code {"base64":"..."}}; empty unless given
 * @param timeout after which the command is ended, such as {@code 30s}; none unless given
 * @param maxOutput bytes of each stream to answer with, such as {@code 8MiB}
 * @param interactive whether to run it in a terminal; sessions only, true unless given
 * @param cols the terminal's columns, 80 unless given
 * @param rows the terminal's rows, 24 unless given
 */
record CommandBody(
        @Nullable List<@Nullable String> command,
        @Nullable Map<String, @Nullable String> environment,
        @Nullable Long user,
        @Nullable Long group,
        @Nullable String cwd,
        @Nullable Boolean login,
        @Nullable JsonNode stdin,
        @Nullable String timeout,
        @Nullable String maxOutput,
        @Nullable Boolean interactive,
        @Nullable Integer cols,
        @Nullable Integer rows) {

    private static final long LARGEST_ID = 0xFFFF_FFFEL;
    private static final List<String> LOGIN_SHELL = List.of("sh", "-l", "-c", "exec \"$@\"", "sh");
    private static final int LONGEST_ARGUMENT = 128 * 1024 - 1;
    private static final int LARGEST_OUTPUT = 64 * 1024 * 1024;
    private static final int DEFAULT_OUTPUT = 8 * 1024 * 1024;

    ExecRequest request(String project, String instance, @Nullable TerminalSize size) {
        return new ExecRequest(
                project, instance, argv(), variables(), id("user", user), id("group", group), directory(), size);
    }

    private List<String> argv() {
        if (command == null || command.isEmpty()) {
            throw new InvalidRequestException("command", "must be a list of at least the program's name");
        }
        var argv = command.stream().map(argument -> text("command", argument)).toList();
        if (argv.getFirst().isEmpty()) {
            throw new InvalidRequestException("command", "must begin with the program's name, not with an empty text");
        }
        return Boolean.TRUE.equals(login)
                ? Stream.concat(LOGIN_SHELL.stream(), argv.stream()).toList()
                : argv;
    }

    private Map<String, String> variables() {
        var given = environment == null ? Map.<String, @Nullable String>of() : environment;
        var variables = new LinkedHashMap<String, String>();
        given.forEach((name, value) -> {
            if (name.isEmpty() || name.contains("=")) {
                throw new InvalidRequestException("environment", "has the name '%s'".formatted(name));
            }
            variables.put(text("environment", name), text("environment", value));
        });
        return variables;
    }

    private @Nullable String directory() {
        return cwd == null ? null : text("cwd", cwd);
    }

    private static String text(String field, @Nullable String value) {
        if (value == null) {
            throw new InvalidRequestException(field, "must hold texts, and holds null");
        }
        if (value.indexOf('\0') >= 0) {
            throw new InvalidRequestException(field, "must not hold a NUL character");
        }
        if (value.length() > LONGEST_ARGUMENT || value.getBytes(StandardCharsets.UTF_8).length > LONGEST_ARGUMENT) {
            throw new InvalidRequestException(field, "holds a text of 128 KiB or more, which Linux does not allow");
        }
        return value;
    }

    private static long id(String field, @Nullable Long id) {
        if (id != null && (id < 0 || id > LARGEST_ID)) {
            throw new InvalidRequestException(field, "must be a numeric id from 0 to " + LARGEST_ID);
        }
        return id == null ? 0 : id;
    }

    /** The terminal of a session, null where it is to have none. */
    @Nullable TerminalSize terminal() {
        if (interactive != null && !interactive) {
            return null;
        }
        return new TerminalSize(cols == null ? 80 : cols, rows == null ? 24 : rows);
    }

    void refuseTerminal() {
        if (interactive != null || cols != null || rows != null) {
            throw new InvalidRequestException(
                    "interactive", "and cols and rows are for sessions; exec runs without a terminal");
        }
    }

    void refuseResultOptions() {
        if (stdin != null || timeout != null || maxOutput != null) {
            throw new InvalidRequestException(
                    "stdin", "and timeout and maxOutput are for exec; a session gets its input by attach");
        }
    }

    byte[] input() {
        return switch (stdin) {
            case null -> new byte[0];
            case JsonNode text when text.isString() -> text.asString().getBytes(StandardCharsets.UTF_8);
            case JsonNode object
            when object.size() == 1 && object.path("base64").isString() ->
                decode(object.path("base64").asString());
            default -> throw new InvalidRequestException("stdin", "must be a text, or {\"base64\": \"...\"}");
        };
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("stdin", "is not base64: " + e.getMessage());
        }
    }

    @Nullable Duration limit() {
        return timeout == null ? null : duration("timeout", timeout);
    }

    static Duration duration(String field, String text) {
        try {
            var duration = DurationStyle.detectAndParse(text);
            if (duration.isNegative() || duration.isZero()) {
                throw new InvalidRequestException(field, "must be more than nothing");
            }
            return duration;
        } catch (IllegalArgumentException _) {
            throw new InvalidRequestException(
                    field, "must be a time such as 500ms, 30s or 5m, and is '%s'".formatted(text));
        }
    }

    int outputLimit() {
        return maxOutput == null ? DEFAULT_OUTPUT : Size.parse("maxOutput", maxOutput, LARGEST_OUTPUT);
    }
}
