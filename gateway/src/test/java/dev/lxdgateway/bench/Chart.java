package dev.lxdgateway.bench;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;

/** Figures in one unit as groups of bars, in SVG that is legible on a light and on a dark page. */
final class Chart {

    private static final int WIDTH = 760;
    private static final int LEFT = 290;
    private static final int RIGHT = 80;
    private static final int BAR = 14;
    private static final int GAP = 12;
    private static final int TOP = 56;
    private static final List<String> COLOURS = List.of("#1f77b4", "#8c8c8c", "#d08a1d", "#59a14f");

    private Chart() {}

    static String of(String unit, List<Row> rows) {
        SequencedSet<String> ways = new LinkedHashSet<>();
        rows.forEach(row -> ways.addAll(row.samples().keySet()));
        double most = rows.stream()
                .flatMap(row -> row.samples().values().stream().map(row::figure))
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        int height = TOP
                + rows.stream()
                        .mapToInt(row -> row.samples().size() * BAR + GAP)
                        .sum();
        var svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                <text x="8" y="18" font-size="13">%s</text>
                """.formatted(WIDTH, height, escaped(unit)));
        legend(svg, List.copyOf(ways));
        int y = TOP;
        for (var row : rows) {
            svg.append(text(8, y + BAR - 3, row.named()));
            for (var way : row.samples().entrySet()) {
                double figure = row.figure(way.getValue());
                var colour = COLOURS.get(List.copyOf(ways).indexOf(way.getKey()) % COLOURS.size());
                double length = Math.max(1, (WIDTH - LEFT - RIGHT) * figure / most);
                svg.append(bar(LEFT, y, length, colour));
                svg.append(text((int) (LEFT + length + 6), y + BAR - 3, Row.number(figure)));
                y += BAR;
            }
            y += GAP;
        }
        return svg.append("</svg>\n").toString();
    }

    private static void legend(StringBuilder svg, List<String> ways) {
        int x = 8;
        for (int i = 0; i < ways.size(); i++) {
            svg.append(bar(x, 28, 10, COLOURS.get(i % COLOURS.size())));
            svg.append(text(x + 16, 28 + BAR - 3, ways.get(i)));
            x += 120;
        }
    }

    private static String bar(int x, int y, double length, String colour) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                x,
                y,
                length,
                BAR - 2,
                colour);
    }

    private static String text(int x, int y, String text) {
        return "<text x=\"%d\" y=\"%d\">%s</text>%n".formatted(x, y, escaped(text));
    }

    private static String escaped(String text) {
        var escaped = text;
        for (var entry : Map.of("<", "&lt;", ">", "&gt;").entrySet()) {
            escaped = escaped.replace(entry.getKey(), entry.getValue());
        }
        return escaped.replace("`", "");
    }
}
