package dev.lxdgateway.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The query of a request, decoded. */
final class Query {

    private Query() {}

    /**
     * The values of each parameter, in the order in which they were given.
     *
     * @throws InvalidRequestException if it is not percent-encoded
     */
    static Map<String, List<String>> parse(String query) {
        var values = new LinkedHashMap<String, List<String>>();
        for (var part : query.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                var name = decode(equals < 0 ? part : part.substring(0, equals));
                values.computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(equals < 0 ? "" : decode(part.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(text, "is not percent-encoded: " + e.getMessage());
        }
    }
}
