package dev.lxdgateway.operations;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is not looked up more often than it is worth. */
final class Memo<T> implements Supplier<T> {

    private final Supplier<T> source;
    private final long life;
    private @Nullable T value;
    private long since;

    Memo(Duration life, Supplier<T> source) {
        this.source = source;
        this.life = life.toNanos();
    }

    @Override
    public synchronized T get() {
        var known = value;
        long now = System.nanoTime();
        if (known == null || now - since > life) {
            known = source.get();
            value = known;
            since = now;
        }
        return known;
    }
}
