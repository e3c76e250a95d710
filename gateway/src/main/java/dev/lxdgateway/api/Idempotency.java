package dev.lxdgateway.api;

import dev.lxdgateway.metrics.Meters;
import dev.lxdgateway.metrics.Metric;
import dev.lxdgateway.session.LimitExceededException;
import dev.lxdgateway.session.Sessions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What the live keys stand for. Of requests with the same key one does its work, at whatever time they come; the others
 * get what came of it. A request that failed did nothing, so the next one may try again.
 */
@Component
final class Idempotency {

    static final String LIMIT = "idempotency-keys";

    private final IdempotencyProperties limits;
    private final InstantSource clock;
    private final BiConsumer<String, String> met;
    private final Map<IdempotencyKey, Use> uses = new LinkedHashMap<>();
    private final Meters meters;

    @Autowired
    Idempotency(IdempotencyProperties limits, InstantSource clock, MeterRegistry registry, Sessions sessions) {
        this(limits, clock, registry, sessions::limited);
    }

    /** @param met is told which caller has met which limit */
    Idempotency(
            IdempotencyProperties limits, InstantSource clock, MeterRegistry registry, BiConsumer<String, String> met) {
        meters = new Meters(registry);
        meters.begin(Metric.IDEMPOTENCY);
        meters.gauge(Metric.IDEMPOTENCY_KEYS, this::keys);
        this.limits = limits;
        this.clock = clock;
        this.met = met;
    }

    /**
     * What came of a request.
     *
     * @param isReplay whether another request with that key had it done
     */
    record Once<T>(T value, boolean isReplay) {}

    /**
     * Does the work unless it has been done under that key, or is being done: then waits for what comes of it.
     *
     * @param request what is asked for, equal for equal requests; it also stands for the type of what the work brings
     * @throws KeyReusedException if the key stands for another request
     * @throws LimitExceededException if too many keys are alive
     */
    @SuppressWarnings("unchecked") // equal requests have results of the same type
    <T extends Ongoing> Once<T> once(IdempotencyKey key, Object request, Supplier<T> work) {
        var mine = new Use(request, clock.instant());
        var first = claim(key, mine);
        if (first != mine) {
            if (!first.request.equals(request)) {
                count("reused");
                throw new KeyReusedException(key);
            }
            count("replayed");
            return new Once<>((T) result(first), true);
        }
        count("first");
        try {
            var done = work.get();
            mine.result.complete(done);
            return new Once<>(done, false);
        } catch (RuntimeException e) {
            forget(key, mine);
            mine.result.completeExceptionally(e);
            throw e;
        }
    }

    private synchronized Use claim(IdempotencyKey key, Use mine) {
        var oldest = mine.since.minus(limits.life());
        uses.values().removeIf(use -> use.isOver(oldest));
        var first = uses.get(key);
        if (first != null) {
            return first;
        }
        if (uses.size() >= limits.keys()) {
            met.accept(key.caller(), LIMIT);
            count("refused");
            throw new LimitExceededException(
                    key.caller(),
                    LIMIT,
                    "%d idempotency keys are alive, and no more are remembered".formatted(limits.keys()),
                    Duration.ofMinutes(1),
                    () -> false);
        }
        uses.put(key, mine);
        return mine;
    }

    private void count(String result) {
        meters.counter(Metric.IDEMPOTENCY, result).increment();
    }

    private synchronized int keys() {
        return uses.size();
    }

    private synchronized void forget(IdempotencyKey key, Use mine) {
        uses.remove(key, mine);
    }

    private static Ongoing result(Use first) {
        try {
            return first.result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : e;
        }
    }

    /** What a request has set going. */
    interface Ongoing {

        boolean isOver();
    }

    private static final class Use {

        private final Object request;
        private final Instant since;
        private final CompletableFuture<Ongoing> result = new CompletableFuture<>();

        Use(Object request, Instant since) {
            this.request = request;
            this.since = since;
        }

        boolean isOver(Instant oldest) {
            return since.isBefore(oldest) && result.isDone() && result.join().isOver();
        }
    }
}
