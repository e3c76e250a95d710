package dev.lxdgateway.bench;

import java.util.LinkedHashMap;

/** How many sessions can be started in a second, with a warm gateway. */
final class StartsPart implements Part {

    private static final String NAME = "starts";
    private static final int WARM_UP = 6;
    private static final int ROUNDS = 6;
    private static final int SESSIONS = 1_000;

    @Override
    public void measure(Rig rig, Report report) throws Exception {
        var rates = new LinkedHashMap<String, Sample>();
        rates.put("gateway", new Sample());
        var costs = new LinkedHashMap<String, Sample>();
        costs.put("gateway", new Sample());
        for (int i = 0; i < WARM_UP + ROUNDS; i++) {
            double before = rig.processorTime();
            double rate;
            try (var crowd = new Crowd(rig)) {
                rate = crowd.grow(SESSIONS, "echo");
                crowd.requireAll();
            }
            if (i >= WARM_UP) {
                rates.get("gateway").add(rate);
                costs.get("gateway").add((rig.processorTime() - before) / SESSIONS * 1e3);
            }
        }
        report.add(NAME, "terminals started and attached to", "1/s", rates, Bound.atLeast(1_500));
        report.add(NAME, "processor time for each, to its end", "ms", costs, null);
    }
}
