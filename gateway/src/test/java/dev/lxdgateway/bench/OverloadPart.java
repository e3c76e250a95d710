package dev.lxdgateway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What becomes of five times as much as can be done, and how soon after it all is as before. */
final class OverloadPart implements Part {

    private static final String NAME = "overload";
    private static final int CALLERS = 2;
    private static final int WARM_UP = Integer.getInteger("bench.warm", 2_000);
    private static final int COUNTED = Integer.getInteger("bench.counted", 1_500);
    private static final int AT_A_TIME = 32;
    private static final double SUSTAINABLE = 0.5;
    private static final double TIMES = 5;
    private static final Duration CALM = Duration.ofSeconds(10);
    private static final Duration STORM = Duration.ofSeconds(Long.getLong("bench.storm", 60));
    private static final int FLOODS = 4;
    private static final int FLOOD = 10_000_000;
    private static final String FLOODED = "a flood";
    private static final String LITTLE = "little";
    private static final Duration SOMETIMES = Duration.ofMillis(200);
    private static final double STEP = 0.5;

    @Override
    public List<String> properties(Path directory) throws IOException {
        return Callers.properties(directory);
    }

    @Override
    public void measure(Rig rig, Report report) throws Exception {
        try (var callers = new Callers(rig, CALLERS);
                var other = rig.byGateway(Rig.STUB)) {
            var storm = new Storm(callers);
            double capacity = capacity(storm);
            var calm = storm.blow(SUSTAINABLE * capacity, CALM);
            var little = new Tally();
            var floods = new Tally();
            var sum = sum();
            var memory = new Sample();
            Tally wild;
            try (var _ = Beside.of(1, SOMETIMES, () -> little(little, other));
                    var _ = Beside.of(FLOODS, Duration.ofMillis(10), () -> flood(floods, callers.get(0), sum));
                    var _ = rig.watch(memory)) {
                wild = storm.blow(TIMES * capacity, STORM);
            }
            var after = storm.blow(SUSTAINABLE * capacity, CALM);
            System.out.printf(
                    "capacity %.0f; calm %s; storm %s; floods %s; little %s; after %s%n",
                    capacity, calm, wild, floods, little, after);
            amounts(report, TIMES * capacity, wild, calm);
            report.add(alone(
                    "anything else",
                    "answers",
                    (double) (calm.wrong() + wild.wrong() + floods.wrong() + little.wrong() + after.wrong()),
                    Bound.atMost(0)));
            latency(report, Storm.EXEC, wild, calm);
            latency(report, Storm.TERMINAL, wild, calm);
            growth(report, wild);
            report.add(row("a refusal", 99, samples(wild.refusals(), null), null));
            report.add(row("a command of a caller who asks for little", 99, samples(little.took(LITTLE), null), null));
            report.add(alone("of those refused", "%", 100.0 * little.refused() / little.all(), null));
            report.add(alone("floods beside", "MB/s", perSecond(floods.right(), STORM) * FLOOD / 1e6, null));
            report.add(alone("resident at most", "MB", memory.percentile(100), Bound.atMost(1_000)));
            double recovery = wild.tail() + recovery(after, calm);
            report.add(alone("until it is as before, after the end", "s", recovery, Bound.atMost(5)));
        }
    }

    private static void amounts(Report report, double offered, Tally wild, Tally calm) {
        report.add(pair("asked", "1/s", offered, perSecond(calm.all(), CALM), null));
        report.add(pair("answered right", "1/s", perSecond(wild.right(), STORM), perSecond(calm.right(), CALM), null));
        report.add(alone("refused, by 429 or 503 with Retry-After", "1/s", perSecond(wild.refused(), STORM), null));
    }

    /** Commands and terminals in a second, with as many at a time as keep the machine busy. */
    private static double capacity(Storm storm) throws Exception {
        var number = new AtomicLong();
        double rate = 0;
        for (int times : new int[] {WARM_UP, COUNTED}) {
            var tally = new Tally();
            rate = Rounds.rate(times, AT_A_TIME, () -> {
                storm.ask(tally, number.getAndIncrement());
                return null;
            });
            Tally.require(tally.wrong() == 0, tally);
        }
        return rate;
    }

    private static Object little(Tally tally, ByGateway way) {
        tally.count(LITTLE, () -> way.exec("true"));
        return tally;
    }

    private static Object flood(Tally tally, ByGateway way, String sum) {
        tally.count(FLOODED, () -> {
            long[] came = {0};
            var trailers = way.download(piece -> came[0] += piece.remaining(), "write", String.valueOf(FLOOD));
            Tally.require(came[0] == FLOOD && sum.equals(trailers.get("exec-stdout-sha256")), trailers);
        });
        return tally;
    }

    private static String sum() throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(new byte[FLOOD]));
    }

    private static double perSecond(long count, Duration time) {
        return count / (time.toMillis() / 1e3);
    }

    private static void latency(Report report, String what, Tally wild, Tally calm) {
        for (var percent : List.of(50, 99)) {
            var bound = percent == 99 ? Bound.atMost(5_000) : null;
            report.add(row(what, percent, samples(wild.took(what), calm.took(what)), bound));
        }
    }

    /** Whether those that come last wait longer than those that came when it had just begun. */
    private static void growth(Report report, Tally wild) {
        double third = STORM.toSeconds() / 3.0;
        double first = wild.took(Storm.EXEC, 0, third).median();
        double last = wild.took(Storm.EXEC, 2 * third, 3 * third).median();
        report.add(alone(
                "a command of the last third, of what one of the first took", "×", last / first, Bound.atMost(1.5)));
    }

    /** From when on all that is asked in any half second takes no more than twice what it took before. */
    private static double recovery(Tally after, Tally calm) {
        double usual = calm.took(Storm.EXEC).median();
        double from = CALM.toSeconds();
        while (from > 0 && after.took(Storm.EXEC, from - STEP, from).median() <= 2 * usual) {
            from -= STEP;
        }
        return from;
    }

    private static SequencedMap<String, Sample> samples(Sample wild, @Nullable Sample calm) {
        var samples = new LinkedHashMap<String, Sample>();
        samples.put("gateway", wild);
        if (calm != null) {
            samples.put("at half of what it can", calm);
        }
        return samples;
    }

    private static Row row(String what, double percent, SequencedMap<String, Sample> samples, @Nullable Bound bound) {
        return new Row(NAME, what, "ms", percent, samples, bound);
    }

    private static Row pair(String what, String unit, double value, double reference, @Nullable Bound bound) {
        return new Row(NAME, what, unit, 50, samples(Sample.of(value), Sample.of(reference)), bound);
    }

    private static Row alone(String what, String unit, double value, @Nullable Bound bound) {
        return Row.alone(NAME, what, unit, value, bound);
    }
}
