package dev.lxdgateway.session;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.lxdgateway.session.Admission.Place;
import dev.lxdgateway.session.SessionObserver.Phase;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** What callers use of what there is. */
final class Budget {

    private static final int TEN_SECONDS = 10;

    private final SessionObserver observer;
    private final Hits hits;
    private final Starts starts;
    private final Admission admission;
    private final Bandwidth bandwidth;
    private final LogMemory memory;
    private final RetainedOutput retained;
    // held by their sessions
    private final LoadingCache<String, Account> accounts;

    Budget(SessionSettings settings, SessionObserver observer, LongSupplier nanos) {
        var limits = settings.limits();
        this.observer = observer;
        this.hits = new Hits(observer);
        this.starts = new Starts(limits.starts(), nanos);
        this.admission = new Admission(limits);
        this.bandwidth = new Bandwidth(limits.outputRate(), nanos);
        this.memory =
                new LogMemory(settings.output().memory(), settings.output().memoryTogether());
        this.retained = new RetainedOutput(settings.retainedOutput(), hits);
        this.accounts = Caffeine.newBuilder().weakValues().build(caller -> new Account(caller, nanos, hits));
    }

    /**
     * Takes a place for a session, which is to be given back.
     *
     * @throws LimitExceededException if there is none, or becomes none in time
     * @throws DrainingException if none are given any more
     */
    Place admit(SessionRequest request) {
        long asked = System.nanoTime();
        var quota = request.quota();
        try {
            starts.take(request.owner(), quota.starts());
            var place = admission.admit(request.owner(), quota.sessions(), request.remote());
            observer.phase(Phase.QUEUE, Duration.ofNanos(System.nanoTime() - asked));
            return place;
        } catch (LimitExceededException e) {
            met(e);
            throw e;
        }
    }

    /** Counts that a limit was met. */
    void met(LimitExceededException limit) {
        hits.count(limit.caller(), limit.limit());
        observer.refused(limit.limit());
    }

    Admission admission() {
        return admission;
    }

    Bandwidth bandwidth() {
        return bandwidth;
    }

    LogMemory memory() {
        return memory;
    }

    RetainedOutput retained() {
        return retained;
    }

    Hits hits() {
        return hits;
    }

    Account account(String caller) {
        return accounts.get(caller);
    }

    /** Of those who use something, or have met a limit, those who use most; no more than so many. */
    List<CallerUse> use(int most) {
        var running = admission.running();
        var kept = retained.byCaller();
        Set<String> names = new TreeSet<>(hits.callers());
        names.addAll(running.keySet());
        names.addAll(kept.keySet());
        names.addAll(accounts.asMap().keySet());
        return names.stream()
                .map(name -> use(name, running.getOrDefault(name, 0), kept.getOrDefault(name, 0L)))
                .sorted(Comparator.comparingInt(CallerUse::sessions)
                        .thenComparingLong(CallerUse::outputRate)
                        .thenComparingInt(use -> use.hits().size())
                        .reversed()
                        .thenComparing(CallerUse::caller))
                .limit(most)
                .toList();
    }

    private CallerUse use(String caller, int sessions, long kept) {
        var account = accounts.getIfPresent(caller);
        long disk = account == null ? 0 : account.disk().get();
        long sent = account == null ? 0 : account.output().sum(TEN_SECONDS);
        return new CallerUse(caller, sessions, starts.recent(caller), kept, disk, sent / TEN_SECONDS, hits.of(caller));
    }

    /** Bytes on disk, of all. */
    long spilled() {
        return accounts.asMap().values().stream()
                .mapToLong(account -> account.disk().get())
                .sum();
    }

    /** How often each limit was met, by anybody. */
    Map<String, Long> met() {
        return hits.all();
    }
}
