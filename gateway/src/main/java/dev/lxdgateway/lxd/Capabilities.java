package dev.lxdgateway.lxd;

/**
 * What a server's exec can be trusted with; the one place that knows versions.
 *
 * @param endsStreams whether it ends the output when the process has exited, even if a background task still holds it (LXD since 5.0.3 and 5.20, Incus always)
 * @param keepsTerminalTail whether it delivers all that a terminal's process wrote before its exit (LXD since 5.0.3,
 *     Incus always)
 */
public record Capabilities(boolean endsStreams, boolean keepsTerminalTail) {

    static Capabilities of(Server server) {
        if (server.kind().equals("incus")) {
            return new Capabilities(true, true);
        }
        var drains = compare(server.version(), "5.0.3") >= 0 && !between(server.version(), "5.1", "5.20");
        return new Capabilities(drains, drains);
    }

    private static boolean between(String version, String from, String before) {
        return compare(version, from) >= 0 && compare(version, before) < 0;
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
