package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Stream;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Counts and hashes what each stream has brought. For that it has a lock of its own, taken before the session's, so that
 * clients are sent a piece while it is hashed.
 */
final class Sums {

    private final Guard guard = new Guard();
    private final Map<Stream, StreamMeter> meters = new EnumMap<>(Stream.class);

    Sums() {
        EnumSet.allOf(Stream.class).forEach(stream -> meters.put(stream, new StreamMeter()));
    }

    /** Has a piece taken in, and adds as much as was taken of it. */
    boolean add(Stream stream, ByteBuffer data, BooleanSupplier take) {
        return guard.get(() -> {
            var piece = data.duplicate();
            boolean taken = take.getAsBoolean();
            Objects.requireNonNull(meters.get(stream)).add(piece.limit(data.position()));
            return taken;
        });
    }

    /** The sum of each stream; nothing may be added after it. */
    Map<Stream, StreamSum> all() {
        return guard.get(() -> {
            var sums = new EnumMap<Stream, StreamSum>(Stream.class);
            meters.forEach((stream, meter) -> sums.put(stream, meter.sum()));
            return sums;
        });
    }
}
