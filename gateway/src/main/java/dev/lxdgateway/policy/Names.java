package dev.lxdgateway.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.springframework.util.PatternMatchUtils;

/**
 * Names, with {@code *} for any number of characters.
 *
 * @param patterns any of them will do
 */
record Names(@JsonValue List<String> patterns) {

    static final Names NONE = new Names(List.of());
    static final Names ALL = new Names(List.of("*"));

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Names {
        patterns = List.copyOf(patterns);
        if (patterns.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("a name is empty");
        }
    }

    boolean include(String name) {
        return patterns.stream().anyMatch(pattern -> PatternMatchUtils.simpleMatch(pattern, name));
    }
}
