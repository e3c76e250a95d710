package dev.lxdgateway.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Numeric user or group ids, such as {@code 1000} or {@code 1000-1999}. */
record IdRange(long first, long last) {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,10})(?:-(\\d{1,10}))?");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static IdRange of(long id) {
        return new IdRange(id, id);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static IdRange parse(String text) {
        var range = RANGE.matcher(text);
        if (!range.matches()) {
            throw new IllegalArgumentException("'%s' is neither an id nor a range such as 1000-1999".formatted(text));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
        if (last < first) {
            throw new IllegalArgumentException("'%s' ends before it begins".formatted(text));
        }
        return new IdRange(first, last);
    }

    boolean includes(long id) {
        return first <= id && id <= last;
    }

    @JsonValue
    String text() {
        return first == last ? String.valueOf(first) : first + "-" + last;
    }
}
