package dev.lxdgateway.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in a command's place; one of the three.
 *
 * @param oneOf these words
 * @param pattern what this regular expression matches as a whole, but for words with a dash first, which would be options
 * @param integer a number in this range, such as {@code 1-65535}
 */
@JsonInclude(Include.NON_NULL)
record Parameter(
        @Nullable List<String> oneOf,
        @Nullable Pattern pattern,
        @Nullable IdRange integer) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");

    Parameter {
        oneOf = oneOf == null ? null : List.copyOf(oneOf);
        int given = (oneOf == null ? 0 : 1) + (pattern == null ? 0 : 1) + (integer == null ? 0 : 1);
        if (given != 1) {
            throw new IllegalArgumentException("a parameter needs one of oneOf, pattern and integer");
        }
    }

    boolean accepts(String text) {
        if (oneOf != null) {
            return oneOf.contains(text);
        }
        if (pattern != null) {
            return !text.startsWith("-") && pattern.matcher(text).matches();
        }
        return integer != null && NUMBER.matcher(text).matches() && integer.includes(Long.parseLong(text));
    }
}
