package dev.lxdgateway.api;

import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.session.Exit;
import dev.lxdgateway.session.StreamSum;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session's exit as the API and the exit frame tell it. */
public record ExitView(
        @Nullable Integer exitCode,
        @Nullable String signal,
        String reason,
        Map<String, Long> bytes,
        Map<String, String> sha256,
        String tail,
        @Nullable String detail) {

    public static ExitView of(Exit exit) {
        return new ExitView(
                exit.exitCode(),
                exit.signal() == null ? null : exit.signal().name(),
                exit.reason().word(),
                byStream(exit.output(), StreamSum::bytes),
                byStream(exit.output(), StreamSum::sha256),
                exit.tail().word(),
                exit.detail());
    }

    static <T, R> Map<String, R> byStream(Map<Stream, T> streams, Function<T, R> value) {
        var named = new TreeMap<String, R>();
        streams.forEach((stream, of) -> named.put(stream.name().toLowerCase(Locale.ROOT), value.apply(of)));
        return named;
    }
}
