package dev.lxdgateway.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A disk of a few megabytes, in memory, that can be filled to its last byte. It takes root, as the lab does.
 *
 * @param at where it is
 */
public record SmallDisk(Path at) implements AutoCloseable {

    private static final int PIECE = 4096;

    public static SmallDisk mount(Path at, int megabytes) throws IOException {
        Files.createDirectories(at);
        run("mount", "-t", "tmpfs", "-o", "size=%dm".formatted(megabytes), "small-disk", at.toString());
        return new SmallDisk(at);
    }

    public Path at(String name) {
        return at.resolve(name);
    }

    public void fill() {
        try (var out = Files.newOutputStream(filler())) {
            var piece = new byte[PIECE];
            while (true) {
                out.write(piece);
            }
        } catch (IOException _) {
            // it is full
        }
    }

    public void clear() {
        try {
            Files.delete(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filler() {
        return at("filler");
    }

    @Override
    public void close() throws IOException {
        run("umount", at.toString());
    }

    private static void run(String... command) throws IOException {
        var process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
