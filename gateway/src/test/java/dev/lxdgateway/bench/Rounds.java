package dev.lxdgateway.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Measures ways by turns, A B A B, so that what else the machine does falls on all of them. */
final class Rounds {

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private Rounds() {}

    /** What one way gives in one round. */
    interface Measure {

        double by(Way way) throws Exception;
    }

    /** Each way so many times. */
    static SequencedMap<String, Sample> of(int rounds, List<? extends Way> ways, Measure measure) throws Exception {
        var samples = empty(ways);
        for (int i = 0; i < rounds; i++) {
            for (var way : ways) {
                of(samples, way).add(measure.by(way));
            }
        }
        return samples;
    }

    /** That way's sample. */
    static Sample of(Map<String, Sample> samples, Way way) {
        return samples.computeIfAbsent(way.name(), _ -> new Sample());
    }

    static SequencedMap<String, Sample> empty(List<? extends Way> ways) {
        var samples = new LinkedHashMap<String, Sample>();
        ways.forEach(way -> samples.put(way.name(), new Sample()));
        return samples;
    }

    /**
     * Does something so many times, so many at a time, and gives how many of it were done in a second. What has not been done
     * in time never will be: Incus has left the raw API's client without an end, once.
     */
    static <T> double rate(int times, int atATime, Callable<T> task) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        try (var threads =
                Executors.newFixedThreadPool(atATime, Thread.ofVirtual().factory())) {
            var tasks = IntStream.range(0, times).mapToObj(_ -> task).toList();
            for (var done : threads.invokeAll(tasks, LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                done.get();
            }
        }
        return times / ((System.nanoTime() - start) / 1e9);
    }

    /** Megabytes in a second. */
    static double throughput(long bytes, Sample.Call call) throws Exception {
        long start = System.nanoTime();
        call.run();
        return bytes / ((System.nanoTime() - start) / 1e3);
    }
}
