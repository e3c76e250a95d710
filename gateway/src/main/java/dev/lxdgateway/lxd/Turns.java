package dev.lxdgateway.lxd;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets execs in one place be started one at a time, and the next one be asked for meanwhile, by the order of coming. */
final class Turns {

    /** The server waits some seconds for the sockets of what it was asked for, and then ends it, not started. */
    static final Duration FRESH = Duration.ofSeconds(2);

    private static final int AT_ONCE = 2;

    private final LongSupplier nanos;
    private final Map<Place, Turn> turns = new ConcurrentHashMap<>();

    /** @param nanos as {@link System#nanoTime} */
    Turns(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** A place's, of which so many make use. */
    private record Turn(Semaphore ahead, ReentrantLock lock, int takers) {

        static Turn first() {
            return new Turn(new Semaphore(AT_ONCE, true), new ReentrantLock(true), 1);
        }

        @Nullable Turn with(int more) {
            return takers + more == 0 ? null : new Turn(ahead, lock, takers + more);
        }
    }

    /**
     * Waits for the turn.
     *
     * @param ask has the server make an exec; is called again if what came of it has grown old
     */
    <T> void take(Place place, Supplier<T> ask, Consumer<T> start) {
        var turn = turns.merge(place, Turn.first(), (old, _) -> Objects.requireNonNull(old.with(1)));
        turn.ahead.acquireUninterruptibly();
        try {
            var asked = ask.get();
            long since = nanos.getAsLong();
            turn.lock.lock();
            try {
                start.accept(nanos.getAsLong() - since < FRESH.toNanos() ? asked : ask.get());
            } finally {
                turn.lock.unlock();
            }
        } finally {
            turn.ahead.release();
            turns.computeIfPresent(place, (_, old) -> old.with(-1));
        }
    }
}
