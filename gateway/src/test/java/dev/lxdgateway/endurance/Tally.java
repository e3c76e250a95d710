package dev.lxdgateway.endurance;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was counted in a loss hunt, as a table. */
final class Tally {

    private final Map<String, Row> rows = new TreeMap<>();

    /** Counts a run whose output came whole or not. */
    synchronized void add(String remote, String mode, String reader, long bytes, boolean whole, boolean unverified) {
        rows.merge("%s | %s | %s".formatted(remote, mode, reader), Row.of(bytes, whole, unverified), Row::plus);
    }

    /** In Markdown. */
    synchronized String table() {
        return rows.entrySet().stream()
                .map(row -> "| %s | %s |".formatted(row.getKey(), row.getValue().cells()))
                .collect(Collectors.joining("\n", """
                        | server | mode | reader | runs | bytes | differences | unverified |
                        | --- | --- | --- | ---: | ---: | ---: | ---: |
                        """, "\n"));
    }

    private record Row(long runs, long bytes, long differences, long unverified) {

        static Row of(long bytes, boolean whole, boolean unverified) {
            return new Row(1, bytes, whole ? 0 : 1, unverified ? 1 : 0);
        }

        Row plus(Row other) {
            return new Row(
                    runs + other.runs,
                    bytes + other.bytes,
                    differences + other.differences,
                    unverified + other.unverified);
        }

        String cells() {
            return "%d | %d | %d | %d".formatted(runs, bytes, differences, unverified);
        }
    }
}
