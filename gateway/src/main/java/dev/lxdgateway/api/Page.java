package dev.lxdgateway.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list as the API answers it.
 *
 * @param items the entries
 * @param next where to go on, null at the end
 */
record Page<T>(List<T> items, @Nullable String next) {

    static <T> Page<T> of(List<T> items) {
        return new Page<>(items, null);
    }
}
