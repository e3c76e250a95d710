package dev.lxdgateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** With time that passes only here: a caller takes pieces, and after each waits as long as it is told. */
class BandwidthTests {

    private static final int PIECE = 32 * 1024;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long STEP = TimeUnit.MICROSECONDS.toNanos(500);

    private final AtomicLong nanos = new AtomicLong(-5);
    private final QuietObserver observer = new QuietObserver();
    private final Hits hits = new Hits(observer);
    private final Map<Caller, Long> got = new TreeMap<>();

    /** @param wants bytes in a second that it would take by itself */
    private record Caller(String name, long wants, long own, Account account) implements Comparable<Caller> {

        @Override
        public int compareTo(Caller other) {
            return name.compareTo(other.name);
        }
    }

    private Caller caller(String name, long wants, long own) {
        var caller = new Caller(name, wants, own, new Account(name, nanos::get, hits));
        got.put(caller, 0L);
        return caller;
    }

    private Bandwidth bandwidth(long rate) {
        return new Bandwidth(rate, nanos::get);
    }

    private double rate(Caller caller, int seconds) {
        return (double) got.getOrDefault(caller, 0L) / seconds;
    }

    /** Lets all of them take what they can get. */
    private void run(Bandwidth bandwidth, int seconds) {
        got.replaceAll((_, _) -> 0L);
        var next = new TreeMap<Caller, Long>();
        long start = nanos.get();
        for (; nanos.get() - start < seconds * SECOND; nanos.addAndGet(STEP)) {
            for (var caller : List.copyOf(got.keySet())) {
                while (next.getOrDefault(caller, start) <= nanos.get()) {
                    long wait = bandwidth.take(caller.account, PIECE, caller.own);
                    got.merge(caller, (long) PIECE, Long::sum);
                    long itself = PIECE * SECOND / caller.wants;
                    next.merge(caller, start + Math.max(wait, itself), (before, _) -> before + Math.max(wait, itself));
                }
            }
        }
    }

    @Test
    void givesACallerThatHasBeenAloneForAWhileAllThereIs() {
        var a = new Account("a", nanos::get, hits);
        var b = new Account("b", nanos::get, hits);
        var bandwidth = bandwidth(10_000_000);
        for (int i = 0; i < 1000; i++) {
            assertThat(bandwidth.take(a, PIECE, 0)).isZero();
        }

        bandwidth.take(b, 1, 0);
        assertThat(LongStream.generate(() -> bandwidth.take(a, PIECE, 0))
                        .limit(20)
                        .max()
                        .orElse(0))
                .isPositive();
        nanos.addAndGet(Bandwidth.PRESENCE.toNanos());
        assertThat(bandwidth.take(a, 100 * PIECE, 0)).isZero();
    }

    @Test
    void countsAPieceByItsCostToo() {
        var bandwidth = bandwidth(10_000_000);
        var a = new Account("a", nanos::get, hits);
        bandwidth.take(new Account("b", nanos::get, hits), 1, 0);

        assertThat(LongStream.generate(() -> bandwidth.take(a, 2, 0))
                        .takeWhile(wait -> wait == 0)
                        .limit(1000)
                        .count())
                .isEqualTo(Bandwidth.BURST / (2 + Bandwidth.OVERHEAD));
    }

    @Test
    void givesThoseWhoWantMuchTheSameAndLeavesThoseWhoWantLittleAlone() {
        var a = caller("a", 1_000_000_000, 0);
        var b = caller("b", 1_000_000_000, 0);
        var c = caller("c", 1_000_000, 0);

        run(bandwidth(10_000_000), 20);

        assertThat(rate(a, 20)).isCloseTo(4_500_000, within(200_000.0));
        assertThat(rate(b, 20)).isCloseTo(4_500_000, within(200_000.0));
        assertThat(rate(c, 20)).isCloseTo(1_000_000, within(50_000.0));
    }

    @Test
    void neverLetsACallerBelowItsShareWait() {
        var bandwidth = bandwidth(10_000_000);
        var flood = new Account("a", nanos::get, hits);
        var shell = new Account("b", nanos::get, hits);

        for (int i = 0; i < 10_000; i++) {
            bandwidth.take(flood, PIECE, 0);
            nanos.addAndGet(SECOND / 1000);
            assertThat(bandwidth.take(shell, 4_000, 0)).isZero();
        }

        assertThat(bandwidth.take(flood, PIECE, 0)).isPositive();
        assertThat(observer.limits).isNotEmpty().containsOnly("output-rate");
    }

    @Test
    void letsTheOthersHaveWhatACallerLimitedByItsOwnRateLeaves() {
        var a = caller("a", 1_000_000_000, 2_000_000);
        var b = caller("b", 1_000_000_000, 0);

        run(bandwidth(10_000_000), 20);

        assertThat(rate(a, 20)).isCloseTo(2_000_000, within(100_000.0));
        assertThat(rate(b, 20)).isCloseTo(8_000_000, within(300_000.0));
        assertThat(observer.limits).contains("output-rate", "output-rate-per-caller");
    }

    @Test
    void forgetsWhatACallerDidNotTake() {
        var a = caller("a", 1_000_000_000, 0);
        var b = caller("b", 1_000_000_000, 0);
        var bandwidth = bandwidth(10_000_000);
        got.remove(b);
        run(bandwidth, 10);
        got.put(b, 0L);

        run(bandwidth, 10);

        assertThat(rate(a, 10)).isCloseTo(rate(b, 10), within(300_000.0));
    }

    @Test
    void limitsNothingUnlessItIsTold() {
        var account = new Account("a", nanos::get, hits);
        for (int i = 0; i < 1000; i++) {
            assertThat(bandwidth(0).take(account, PIECE, 0)).isZero();
        }
        assertThat(account.output().sum(1)).isEqualTo(1000L * PIECE);
        assertThat(observer.limits).isEmpty();
    }
}
