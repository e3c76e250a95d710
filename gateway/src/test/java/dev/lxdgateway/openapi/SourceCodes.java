package dev.lxdgateway.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The problem codes that the gateway's source code writes. */
final class SourceCodes {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern CALL = Pattern.compile("\\b(?:Problems\\.of|refuse|fail|ServerFrames\\.error)\\(");
    private static final Pattern CODE = Pattern.compile("\"(-?[a-z]+(?:-[a-z]+)*)\"");
    private static final Pattern MISSING = Pattern.compile("new NotFoundException\\(\\s*\"([a-z]+)\"");

    private final SortedSet<String> codes = new TreeSet<>();
    private final SortedSet<String> missing = new TreeSet<>();

    private SourceCodes() {}

    static SortedSet<String> all() {
        var found = new SourceCodes();
        try (var files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(found::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var all = new TreeSet<String>();
        found.codes.stream()
                .flatMap(code ->
                        code.startsWith("-") ? found.missing.stream().map(what -> what + code) : Stream.of(code))
                .forEach(all::add);
        return all;
    }

    private void read(Path file) {
        try {
            var source = Files.readString(file);
            CALL.matcher(source)
                    .results()
                    .forEach(call -> CODE.matcher(arguments(source, call.end()))
                            .results()
                            .forEach(code -> codes.add(code.group(1))));
            MISSING.matcher(source).results().forEach(what -> missing.add(what.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String arguments(String source, int start) {
        int depth = 1;
        int at = start;
        for (; depth > 0; at++) {
            switch (source.charAt(at)) {
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {}
            }
        }
        return source.substring(start, at);
    }
}
