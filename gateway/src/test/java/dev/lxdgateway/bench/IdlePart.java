package dev.lxdgateway.bench;

import dev.lxdgateway.support.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What idle terminals cost, each with both sockets of the server and a client, and how what is asked of many grows. */
final class IdlePart implements Part {

    private static final String NAME = "idle";
    private static final int MOST = Integer.getInteger("bench.sessions", 10_000);
    private static final int WARM_UP = 2_000;
    private static final int SOCKETS = 3;
    private static final int OTHER_FILES = 400;
    private static final int ASKED = 20;
    private static final long SETTLE = 3_000;
    /** What the compilers use of a processor when they are at rest, for which they are waited for half a minute. */
    private static final double RESTING = 0.005;

    private static final int LOOKS = 6;
    private static final long LOOK = 5_000;
    /** As long as it takes until each client is pinged again. */
    private static final long WATCHED = Long.getLong("bench.watched", 20) * 1_000;

    private interface Clock {

        double seconds() throws IOException;
    }

    @Override
    public void measure(Rig rig, Report report) throws Exception {
        try (var warm = new Crowd(rig)) {
            warm.grow(WARM_UP, "echo");
        }
        Thread.sleep(SETTLE);
        double base = rig.resident();
        report.add(Row.alone(NAME, "resident, no session", "MB", base, null));
        int most = most();
        try (var crowd = new Crowd(rig)) {
            for (int size : sizes(most)) {
                boolean last = size == most;
                var at = "at %,d: ".formatted(size);
                grow(rig, report, at, crowd, size);
                rest(rig, report, at, size, base, last);
                asked(rig, report, at);
                crowd.requireAll();
            }
        }
        Thread.sleep(SETTLE);
        report.add(alone("resident after all have ended", "MB", rig.resident(), null));
    }

    private static void grow(Rig rig, Report report, String at, Crowd crowd, int size) throws Exception {
        int more = size - crowd.size();
        double before = rig.processorTime();
        double rate = crowd.grow(more, "echo");
        double each = (rig.processorTime() - before) / more * 1e3;
        report.add(alone(at + "started and attached to", "1/s", rate, Bound.atLeast(1_500)));
        report.add(alone(at + "processor time for each start", "ms", each, null));
    }

    private static void rest(Rig rig, Report report, String at, int size, double base, boolean last) throws Exception {
        Thread.sleep(SETTLE);
        for (int i = 0; last && i < LOOKS && share(rig::compilersTime, LOOK) > RESTING; i++) {}
        double share = share(rig::processorTime, WATCHED) * 100;
        double resident = rig.resident();
        report.add(alone(at + "processor, idle", "% of one", share, last ? Bound.atMost(2) : null));
        report.add(alone(at + "resident", "MB", resident, last ? Bound.atMost(1_000) : null));
        var bound = last ? Bound.atMost(80) : null;
        report.add(alone(at + "resident for each, above the base", "KB", (resident - base) * 1024 / size, bound));
    }

    /** How much of one processor is used in the time from now on. */
    private static double share(Clock processor, long millis) throws Exception {
        double before = processor.seconds();
        Thread.sleep(millis);
        return (processor.seconds() - before) / (millis / 1e3);
    }

    private static void asked(Rig rig, Report report, String at) throws Exception {
        var management = rig.gateway().management();
        var api = rig.gateway().api();
        report.add(alone(at + "GET /api/v1/sessions", "ms", time(api, "/api/v1/sessions"), Bound.atMost(50)));
        report.add(alone(
                at + "GET /actuator/prometheus", "ms", time(management, "/actuator/prometheus"), Bound.atMost(50)));
    }

    private static double time(Api api, String path) throws Exception {
        var times = new Sample();
        for (int i = 0; i < ASKED; i++) {
            times.time(() -> api.get(path));
        }
        return times.median();
    }

    private static Row alone(String what, String unit, double value, @Nullable Bound bound) {
        return Row.alone(NAME, what, unit, value, bound);
    }

    private static List<Integer> sizes(int most) {
        var sizes = new ArrayList<>(List.of(100, 2_000));
        sizes.removeIf(size -> size >= most);
        sizes.add(most);
        return sizes;
    }

    /** As many as the gateway's process may have files open for. */
    private static int most() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(line -> line.startsWith("Max open files"))
                .mapToInt(line -> Integer.parseInt(line.trim().split("\\s+", -1)[4]))
                .map(files -> Math.min(MOST, (files - OTHER_FILES) / SOCKETS))
                .findFirst()
                .orElseThrow();
    }
}
