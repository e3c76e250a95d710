package dev.lxdgateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong credentials by the address that they come from. An address that has tried too many is not listened to for a
 * while, be its next credentials right or wrong, but for a token that was right there before: whoever shares an address with
 * others must not be locked out by them. The bound on all addresses together holds only for those that were never right.
 */
final class LoginThrottle {

    private static final int ADDRESSES = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration MEMORY = Duration.ofDays(1);
    private static final String ANY = "";

    /** What was right at an address: a token by its digest, or anything at all. */
    private record Right(String network, String digest) {}

    private final Cache<String, Bucket> wrong;
    private final Cache<Right, Boolean> right;
    private final int attempts;
    private final TimeMeter clock;
    private final Bucket wrongInAll;

    LoginThrottle(int attempts, int attemptsInAll) {
        this(attempts, attemptsInAll, TimeMeter.SYSTEM_NANOTIME);
    }

    LoginThrottle(int attempts, int attemptsInAll, TimeMeter clock) {
        this.attempts = attempts;
        this.clock = clock;
        Ticker ticker = clock::currentTimeNanos;
        wrong = Caffeine.newBuilder()
                .maximumSize(ADDRESSES)
                .expireAfterAccess(MINUTE.multipliedBy(10))
                .ticker(ticker)
                .build();
        right = Caffeine.newBuilder()
                .maximumSize(ADDRESSES)
                .expireAfterWrite(MEMORY)
                .ticker(ticker)
                .build();
        wrongInAll = bucket(attemptsInAll);
    }

    private Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .withCustomTimePrecision(clock)
                .build();
    }

    /**
     * How long these credentials have to wait before anybody looks at them.
     *
     * @param token the bearer token, null for a login by the form
     */
    Optional<Duration> toWait(String address, @Nullable String token) {
        var network = Addresses.network(address);
        if (token != null && right.getIfPresent(new Right(network, Digests.sha256(token))) != null) {
            return Optional.empty();
        }
        var own = wrong.getIfPresent(network);
        return toWait(own)
                .or(() -> right.getIfPresent(new Right(network, ANY)) == null ? toWait(wrongInAll) : Optional.empty());
    }

    private static Optional<Duration> toWait(@Nullable Bucket bucket) {
        return bucket == null
                ? Optional.empty()
                : Optional.of(bucket.estimateAbilityToConsume(1))
                        .filter(estimate -> !estimate.canBeConsumed())
                        .map(estimate -> Duration.ofNanos(estimate.getNanosToWaitForRefill()));
    }

    /** Those were wrong. Many at once are counted all, so that they make for a longer wait. */
    void wrong(String address) {
        wrong.get(Addresses.network(address), _ -> bucket(attempts)).consumeIgnoringRateLimits(1);
        wrongInAll.consumeIgnoringRateLimits(1);
    }

    /** Those were right. */
    void right(String address, @Nullable String token) {
        var network = Addresses.network(address);
        right.put(new Right(network, ANY), true);
        if (token != null) {
            right.put(new Right(network, Digests.sha256(token)), true);
        }
    }

    long addresses() {
        wrong.cleanUp();
        return wrong.estimatedSize();
    }
}
