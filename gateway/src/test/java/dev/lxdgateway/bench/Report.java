package dev.lxdgateway.bench;

import dev.lxdgateway.support.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All figures of a run, as JSON and as tables. */
final class Report {

    private final List<Row> rows = new ArrayList<>();

    void add(Row row) {
        rows.add(row);
        System.out.println("%-12s %-60s %s"
                .formatted(
                        row.part(),
                        row.named(),
                        row.samples().entrySet().stream()
                                        .map(way -> way.getKey() + " " + row.cell(way.getValue()))
                                        .collect(Collectors.joining(", ", "", " " + row.unit()))
                                + row.verdict()));
    }

    void add(String part, String what, String unit, SequencedMap<String, Sample> samples, @Nullable Bound bound) {
        add(new Row(part, what, unit, 50, samples, bound));
    }

    List<Row> rows(String part) {
        return rows.stream().filter(row -> row.part().equals(part)).toList();
    }

    SequencedMap<String, List<Row>> parts() {
        return rows.stream().collect(Collectors.groupingBy(Row::part, LinkedHashMap::new, Collectors.toList()));
    }

    /** One part's table. */
    String table(String part) {
        var rows = rows(part);
        var ways = new LinkedHashSet<String>();
        rows.forEach(row -> ways.addAll(row.samples().keySet()));
        var table = new StringBuilder("| | %s | ratio | target |%n| --- |%s ---: | --- |%n"
                .formatted(String.join(" | ", ways), " ---: |".repeat(ways.size())));
        for (var row : rows) {
            table.append("| %s, %s |".formatted(row.named(), row.unit()));
            for (var way : ways) {
                var sample = row.samples().get(way);
                table.append(" %s |".formatted(sample == null ? "" : row.cell(sample)));
            }
            table.append(row.verdict()).append(System.lineSeparator());
        }
        return table.toString();
    }

    void write(Path directory, Map<String, Object> machine) throws IOException {
        Files.createDirectories(directory);
        var json = new LinkedHashMap<String, Object>(machine);
        json.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("figures", rows.stream().map(Row::json).toList());
        Files.writeString(
                directory.resolve("results.json"),
                Api.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
        for (var part : parts().keySet()) {
            Files.writeString(directory.resolve(part + ".md"), table(part));
        }
    }
}
