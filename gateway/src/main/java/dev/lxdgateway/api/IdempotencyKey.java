package dev.lxdgateway.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name that a caller gives to one run of a command, so that it is not run again when the request is repeated.
 *
 * @param caller whose key it is; callers don't see each other's
 * @param value what the caller calls it
 */
record IdempotencyKey(String caller, String value) {

    static final String HEADER = "Idempotency-Key";
    /** Tells a caller with a key whether the command had been started before. */
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Pattern FORM = Pattern.compile("[!-~]{1,128}");

    /** The key of a request's header, null without one. */
    static @Nullable IdempotencyKey of(String caller, @Nullable String header) {
        if (header == null) {
            return null;
        }
        if (!FORM.matcher(header).matches()) {
            throw new InvalidRequestException(HEADER, "must be 1 to 128 visible ASCII characters, such as a UUID");
        }
        return new IdempotencyKey(caller, header);
    }
}
