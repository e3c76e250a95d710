package dev.lxdgateway.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The table of who may what, {@code access/matrix.txt}. */
record Matrix(List<Cell> cells) {

    /** One cell of it. */
    record Cell(String method, String route, String role, Verdict verdict) {

        @Override
        public String toString() {
            return "%s %s as %s: %s".formatted(method, route, role, verdict);
        }
    }

    enum Verdict {
        ALLOWED,
        FORBIDDEN,
        UNKNOWN;

        static Verdict of(String letter) {
            return switch (letter) {
                case "A" -> ALLOWED;
                case "F" -> FORBIDDEN;
                case "U" -> UNKNOWN;
                default -> throw new IllegalArgumentException(letter);
            };
        }
    }

    static Matrix read() {
        try (var file = Objects.requireNonNull(Matrix.class.getResourceAsStream("/access/matrix.txt"))) {
            var lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            var comments = lines.stream().filter(line -> line.startsWith("#")).toList();
            var roles = List.of(comments.getLast().replaceFirst("#\\s+", "").split("\\s+"));
            var cells = new ArrayList<Cell>();
            lines.stream()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> cells(line, roles).forEach(cells::add));
            return new Matrix(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Cell> cells(String line, List<String> roles) {
        var words = List.of(line.split("\\s+"));
        if (words.size() != roles.size() + 2) {
            throw new IllegalArgumentException("a row of the matrix has not a verdict for each role: " + line);
        }
        return IntStream.range(0, roles.size())
                .mapToObj(i -> new Cell(words.get(0), words.get(1), roles.get(i), Verdict.of(words.get(i + 2))));
    }

    /** The rows of routes, as {@code GET /api/v1/me}. */
    List<String> routes() {
        return rows(cell -> !List.of("FRAME", "ATTACH").contains(cell.method()))
                .map(cell -> cell.method() + " " + cell.route())
                .distinct()
                .toList();
    }

    /** The rows of a client's frames. */
    List<String> frames() {
        return rows(cell -> cell.method().equals("FRAME"))
                .map(Cell::route)
                .distinct()
                .toList();
    }

    private Stream<Cell> rows(Predicate<Cell> which) {
        return cells.stream().filter(which);
    }
}
