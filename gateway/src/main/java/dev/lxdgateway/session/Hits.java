package dev.lxdgateway.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often callers have met each limit since the start. The callers that are not met for longest are forgotten first. */
final class Hits {

    private static final int CALLERS = 10_000;

    private final SessionObserver observer;
    private final Map<String, LongAdder> all = new ConcurrentHashMap<>();
    private final Cache<String, Map<String, LongAdder>> callers =
            Caffeine.newBuilder().maximumSize(CALLERS).build();

    Hits(SessionObserver observer) {
        this.observer = observer;
    }

    /** @param limit one of the names that the gateway has for its limits */
    void count(String caller, String limit) {
        all.computeIfAbsent(limit, _ -> new LongAdder()).increment();
        callers.get(caller, _ -> new ConcurrentHashMap<>())
                .computeIfAbsent(limit, _ -> new LongAdder())
                .increment();
        observer.limited(limit);
    }

    Set<String> callers() {
        return callers.asMap().keySet();
    }

    /** By limit, of everybody. */
    Map<String, Long> all() {
        return sums(all);
    }

    /** By limit, of one caller. */
    Map<String, Long> of(String caller) {
        var counts = callers.getIfPresent(caller);
        return counts == null ? Map.of() : sums(counts);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        var sums = new TreeMap<String, Long>();
        counts.forEach((limit, count) -> sums.put(limit, count.sum()));
        return sums;
    }
}
