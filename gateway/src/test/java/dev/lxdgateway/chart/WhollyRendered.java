package dev.lxdgateway.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A copy of the chart whose template command also shows what an installation alone would: the pod of {@code helm test}, and
 * the notes, as a ConfigMap.
 */
final class WhollyRendered {

    static final String NOTES = "notes";
    static final Path DIRECTORY = copy();

    private WhollyRendered() {}

    private static Path copy() {
        try (var files = Files.walk(Chart.DIRECTORY)) {
            var copy = Files.createTempDirectory("lxd-gateway-chart");
            copy.toFile().deleteOnExit();
            for (var file : files.toList()) {
                copy(file, copy.resolve(Chart.DIRECTORY.relativize(file)));
            }
            var notes = copy.resolve("templates/notes.yaml");
            Files.writeString(notes, """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: %s
                      labels: {{ include "lxd-gateway.labels" . | nindent 4 }}
                    data:
                      notes: {{ tpl (.Files.Get "files/NOTES.txt") . | toJson }}
                    """.formatted(NOTES));
            Files.move(copy.resolve("templates/NOTES.txt"), copy.resolve("files/NOTES.txt"));
            notes.toFile().deleteOnExit();
            copy.resolve("files/NOTES.txt").toFile().deleteOnExit();
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) {
            Files.createDirectories(to);
        } else {
            Files.writeString(to, Files.readString(from).replaceAll("(?m)^ *helm.sh/hook.*\\n", ""));
        }
        to.toFile().deleteOnExit();
    }
}
