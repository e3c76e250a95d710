package dev.lxdgateway.bench;

import java.util.Locale;

/**
 * What a figure is to be.
 *
 * @param most whether it is to be that at most, or at least
 * @param relative whether it is a share of the reference's
 */
record Bound(double limit, boolean most, boolean relative) {

    static Bound atMost(double limit) {
        return new Bound(limit, true, false);
    }

    static Bound atLeast(double limit) {
        return new Bound(limit, false, false);
    }

    /** Of the reference in the same run. */
    static Bound atMostTimes(double ratio) {
        return new Bound(ratio, true, true);
    }

    static Bound atLeastTimes(double ratio) {
        return new Bound(ratio, false, true);
    }

    double measured(double value, double reference) {
        return relative ? value / reference : value;
    }

    boolean isMet(double value, double reference) {
        double measured = measured(value, reference);
        return most ? measured <= limit : measured >= limit;
    }

    String words(String unit) {
        return "%s %s".formatted(most ? "≤" : "≥", relative ? times(limit) : Row.number(limit) + " " + unit);
    }

    static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f ×", ratio);
    }
}
