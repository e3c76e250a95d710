package dev.lxdgateway.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One figure of the gateway, beside those of what it is held against.
 *
 * @param percent which percentile of the samples the figure is
 * @param samples by the way that they were measured on; the gateway's first, then its reference's
 * @param bound what the figure is to be
 */
record Row(
        String part,
        String what,
        String unit,
        double percent,
        SequencedMap<String, Sample> samples,
        @Nullable Bound bound) {

    /** A figure that has nothing to be held against. */
    static Row alone(String part, String what, String unit, double value, @Nullable Bound bound) {
        var samples = new LinkedHashMap<String, Sample>();
        samples.put("gateway", Sample.of(value));
        return new Row(part, what, unit, 50, samples, bound);
    }

    /** What it is, with the percentile where that is not the median. */
    String named() {
        return percent == 50 ? what : "%s, p%.0f".formatted(what, percent);
    }

    double figure(Sample sample) {
        return sample.percentile(percent);
    }

    private double gateway() {
        return figure(samples.firstEntry().getValue());
    }

    private double reference() {
        return samples.sequencedValues().stream()
                .skip(1)
                .findFirst()
                .map(this::figure)
                .orElse(Double.NaN);
    }

    /** Null where there is no bound. */
    @Nullable Boolean isMet() {
        return bound == null ? null : bound.isMet(gateway(), reference());
    }

    Map<String, @Nullable Object> json() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("part", part);
        json.put("what", what);
        json.put("unit", unit);
        json.put("percentile", percent);
        var ways = new LinkedHashMap<String, Object>();
        samples.forEach((way, sample) -> ways.put(
                way,
                Map.of(
                        "figure", figure(sample),
                        "p25", sample.percentile(25),
                        "p75", sample.percentile(75),
                        "n", sample.size())));
        json.put("ways", ways);
        if (bound != null) {
            json.put("target", bound.words(unit));
            json.put("met", isMet());
        }
        return json;
    }

    /** What there is to say of its target: what was measured, what was to be, and whether it is. */
    String verdict() {
        if (bound == null) {
            return samples.size() > 1 && !Double.isNaN(reference())
                    ? " %s | |".formatted(Bound.times(gateway() / reference()))
                    : " | |";
        }
        var measured = bound.relative() ? Bound.times(bound.measured(gateway(), reference())) : "";
        return " %s | %s %s |".formatted(measured, bound.words(unit), Boolean.TRUE.equals(isMet()) ? "✓" : "✗");
    }

    /** The figure, and between which two the middle half of the sample lies. */
    String cell(Sample sample) {
        return sample.size() < 3 || percent != 50
                ? number(figure(sample))
                : "%s (%s–%s)"
                        .formatted(
                                number(figure(sample)), number(sample.percentile(25)), number(sample.percentile(75)));
    }

    static String number(double value) {
        double size = Math.abs(value);
        if (Double.isNaN(value)) {
            return "–";
        }
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
