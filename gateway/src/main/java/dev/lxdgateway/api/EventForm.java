package dev.lxdgateway.api;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/** How events follow each other. */
enum EventForm {
    /** One a line. */
    NDJSON(MediaType.APPLICATION_NDJSON_VALUE, "", "\n"),
    /** As the data of server-sent events. */
    SSE(MediaType.TEXT_EVENT_STREAM_VALUE, "data: ", "\n\n");

    private static final List<MediaType> ALL =
            List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_NDJSON, MediaType.TEXT_EVENT_STREAM);

    private final String type;
    private final String before;
    private final String after;

    EventForm(String type, String before, String after) {
        this.type = type;
        this.before = before;
        this.after = after;
    }

    /**
     * The one that an Accept header names, null where it rather takes plain JSON.
     *
     * @throws HttpMediaTypeNotAcceptableException if it takes none of them
     */
    static @Nullable EventForm wanted(String accept) throws HttpMediaTypeNotAcceptableException {
        var ranges = ranges(accept);
        double plain = quality(ranges, range -> range.includes(MediaType.APPLICATION_JSON));
        var named = Arrays.stream(values())
                .filter(form -> form.quality(ranges) > 0 && form.quality(ranges) >= plain)
                .max(Comparator.comparingDouble(form -> form.quality(ranges)));
        if (named.isEmpty() && plain == 0) {
            throw new HttpMediaTypeNotAcceptableException(ALL);
        }
        return named.orElse(null);
    }

    private static List<MediaType> ranges(String accept) throws HttpMediaTypeNotAcceptableException {
        try {
            return MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException e) {
            throw new HttpMediaTypeNotAcceptableException("Could not parse 'Accept' header: " + e.getMessage());
        }
    }

    private double quality(List<MediaType> ranges) {
        return quality(ranges, MediaType.parseMediaType(type)::equalsTypeAndSubtype);
    }

    private static double quality(List<MediaType> ranges, Predicate<MediaType> matches) {
        return ranges.stream()
                .filter(matches)
                .mapToDouble(MediaType::getQualityValue)
                .max()
                .orElse(0);
    }

    /** Its media type. */
    String type() {
        return type;
    }

    /** An event of this form. */
    String of(String event) {
        return before + event + after;
    }
}
