package dev.lxdgateway.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The one command that a rule lets run, as a whole word each: {@code [systemctl, restart, "{unit}"]}.
 *
 * @param argv program and arguments; a word in braces stands for a parameter
 * @param parameters what the parameters may be
 */
@JsonInclude(Include.NON_NULL)
record Template(
        List<String> argv,
        @JsonInclude(Include.NON_EMPTY) @Nullable Map<String, Parameter> parameters) {

    private static final Pattern HOLE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_-]*)}");

    Template {
        argv = List.copyOf(argv);
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
        if (argv.isEmpty() || HOLE.matcher(argv.getFirst()).matches()) {
            throw new IllegalArgumentException("a command needs a program, which is no parameter");
        }
        var holes = argv.stream()
                .map(HOLE::matcher)
                .filter(Matcher::matches)
                .map(hole -> hole.group(1))
                .collect(Collectors.toSet());
        if (!holes.equals(parameters.keySet())) {
            throw new IllegalArgumentException(
                    "argv has the parameters %s, and parameters are %s".formatted(holes, parameters.keySet()));
        }
    }

    boolean matches(List<String> command) {
        return command.size() == argv.size()
                && IntStream.range(0, argv.size()).allMatch(i -> fits(argv.get(i), command.get(i)));
    }

    private boolean fits(String word, String text) {
        var hole = HOLE.matcher(word);
        var parameter = hole.matches() && parameters != null ? parameters.get(hole.group(1)) : null;
        return parameter == null ? word.equals(text) : parameter.accepts(text);
    }
}
