package dev.lxdgateway.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.springframework.util.PatternMatchUtils;

/** A program and its arguments, each with {@code *} for any characters; {@code **} at the end is any further arguments. */
record ArgvPattern(@JsonValue List<String> words) {

    private static final String REST = "**";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    ArgvPattern {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a command needs at least its program");
        }
        if (words.subList(0, words.size() - 1).contains(REST)) {
            throw new IllegalArgumentException("** may only be the last word");
        }
    }

    boolean matches(List<String> argv) {
        boolean open = words.getLast().equals(REST);
        int fixed = open ? words.size() - 1 : words.size();
        if (open ? argv.size() < fixed : argv.size() != fixed) {
            return false;
        }
        for (int i = 0; i < fixed; i++) {
            if (!PatternMatchUtils.simpleMatch(words.get(i), argv.get(i))) {
                return false;
            }
        }
        return true;
    }
}
