package dev.lxdgateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The figures in {@code docs/performance.md}: the tables between its marks, and the plots beside it. */
final class Pages {

    private final Path docs;

    Pages(Path docs) {
        this.docs = docs;
    }

    void write(Report report) throws IOException {
        var page = docs.resolve("performance.md");
        var text = Files.readString(page);
        for (var part : report.parts().entrySet()) {
            text = between(text, part.getKey(), report.table(part.getKey()));
            plot(part.getKey(), part.getValue());
        }
        Files.writeString(page, text);
    }

    private static String between(String text, String part, String table) {
        var marked = Pattern.compile("(<!-- %1$s -->\\R).*?(<!-- /%1$s -->)".formatted(part), Pattern.DOTALL)
                .matcher(text);
        return marked.replaceFirst("$1\n" + Matcher.quoteReplacement(table) + "\n$2");
    }

    /** One for each part that compares, and there for its commonest unit. */
    private void plot(String part, List<Row> rows) throws IOException {
        var compared = rows.stream().filter(row -> row.samples().size() > 1).collect(Collectors.groupingBy(Row::unit));
        var largest = compared.values().stream()
                .max(java.util.Comparator.comparingInt(List::size))
                .orElse(List.of());
        if (!largest.isEmpty()) {
            var directory = Files.createDirectories(docs.resolve("images/performance"));
            Files.writeString(
                    directory.resolve(part + ".svg"),
                    Chart.of(largest.getFirst().unit(), largest));
        }
    }
}
