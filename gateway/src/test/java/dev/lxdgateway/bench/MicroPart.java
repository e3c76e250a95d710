package dev.lxdgateway.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What the parts of a byte's way cost one by one: all {@code *Jmh} of the tests, each in a process of its own. */
final class MicroPart {

    private static final String NAME = "micro";
    private static final TimeValue ITERATION = TimeValue.milliseconds(300);
    private static final int WARM_UP = 6;
    private static final int ITERATIONS = 4;

    void measure(Report report) throws IOException, RunnerException {
        var options = new OptionsBuilder()
                .include("^dev\\.lxdgateway\\..*Jmh\\.")
                .jvmArgs(Rig.options())
                .jvmArgsPrepend(Image.ofTests().options().toArray(String[]::new))
                .jvmArgsAppend(
                        // JMH's own use of it, for which each process would tell it off
                        "--sun-misc-unsafe-memory-access=allow",
                        // the image's flags have it compile ten times later, which is after the warm-up
                        "-XX:CompileThresholdScaling=0.1")
                .forks(1)
                .warmupIterations(WARM_UP)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        for (var result : new Runner(options).run()) {
            report.add(row(result));
        }
    }

    /** The benchmarks count a byte as an operation where they measure throughput, in microseconds: that is MB/s. */
    private static Row row(RunResult result) {
        var parameters = result.getParams();
        var sample = new Sample();
        for (var iteration : result.getAggregatedResult().getIterationResults()) {
            sample.add(iteration.getPrimaryResult().getScore());
        }
        var samples = new LinkedHashMap<String, Sample>();
        samples.put("gateway", sample);
        var unit = parameters.getMode() == Mode.Throughput ? "MB/s" : "ns";
        return new Row(NAME, named(parameters.getBenchmark()), unit, 50, samples, null);
    }

    /** Its class and method, in words. */
    private static String named(String benchmark) {
        var names = benchmark.split("\\.", -1);
        var subject = words(names[names.length - 2].replaceFirst("Jmh$", ""));
        return "%s: %s".formatted(subject.strip(), words(names[names.length - 1]));
    }

    private static String words(String name) {
        return name.replaceAll("(?=\\p{Upper})", " ").toLowerCase(Locale.ROOT);
    }
}
