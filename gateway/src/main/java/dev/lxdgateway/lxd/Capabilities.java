package dev.lxdgateway.lxd;

/**
 * What a server's exec can be trusted with; the one place that knows versions.
 *
 * @param endsPipes whether it ends the streams of pipes when the process has exited, even if a background task still holds
 *     them (LXD since 5.0.3 and 5.20, Incus always)
 * @param endsTerminals the same of a terminal's stream (also the LXD 5.0.2 of Debian 13)
 * @param keepsTerminalTail whether it delivers all that a terminal's process wrote before its exit (LXD since 5.0.3 and
 *     5.14, Incus always; on a busy machine the LXD of Debian 13 loses 12 of 1,000)
 */
public record Capabilities(boolean endsPipes, boolean endsTerminals, boolean keepsTerminalTail) {

    /** Debian 13's LXD calls itself 5.0.2 as Debian 12's does, and has ten more months of patches, with this extension. */
    private static final String LATE_2023 = "operation_wait";

    static Capabilities of(Server server) {
        var version = server.version();
        if (server.kind().equals("incus") || isFrom(version, "5.20") || isBetween(version, "5.0.3", "5.1")) {
            return new Capabilities(true, true, true);
        }
        if (isFrom(version, "5.14")) {
            return new Capabilities(false, false, true);
        }
        boolean late = server.extensions().contains(LATE_2023);
        return new Capabilities(false, late, false);
    }

    /** Whether the output of an exec of that kind ends with its process. */
    public boolean endsStreams(boolean interactive) {
        return interactive ? endsTerminals : endsPipes;
    }

    private static boolean isFrom(String version, String from) {
        return compare(version, from) >= 0;
    }

    private static boolean isBetween(String version, String from, String before) {
        return isFrom(version, from) && !isFrom(version, before);
    }

    private static int compare(String left, String right) {
        var a = left.split("[^0-9]+", -1);
        var b = right.split("[^0-9]+", -1);
        for (int i = 0; i < Math.max(a.length, b.length); i++) {
            int difference = Integer.compare(part(a, i), part(b, i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int part(String[] parts, int index) {
        return index < parts.length && !parts[index].isEmpty() ? Integer.parseInt(parts[index]) : 0;
    }
}
