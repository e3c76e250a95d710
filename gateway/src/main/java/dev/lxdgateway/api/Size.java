package dev.lxdgateway.api;

import java.util.Locale;
import java.util.regex.Pattern;

/** Sizes as requests write them: {@code 4096}, {@code 64KiB}, {@code 8MB}. */
final class Size {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})\\s*(|b|kb|kib|mb|mib)");

    private Size() {}

    static int parse(String field, String text, int largest) {
        var form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new InvalidRequestException(
                    field, "must be a size such as 4096, 64KiB or 8MiB, and is '%s'".formatted(text));
        }
        long unit = switch (form.group(2)) {
            case "kb" -> 1_000;
            case "kib" -> 1 << 10;
            case "mb" -> 1_000_000;
            case "mib" -> 1 << 20;
            default -> 1;
        };
        long size = Long.parseLong(form.group(1)) * unit;
        if (size > largest) {
            throw new InvalidRequestException(field, "must be at most %d bytes, and is %d".formatted(largest, size));
        }
        return (int) size;
    }
}
