package dev.lxdgateway.endurance;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What this process holds, gateway and clients together.
 *
 * @param threads platform threads
 * @param virtualThreads virtual threads
 * @param descriptors open files and sockets
 * @param heap bytes that are in use after a garbage collection
 */
record Level(long threads, long virtualThreads, long descriptors, long heap) {

    /** Pools and idle connections come and go; a leak of one in a session would be hundreds. */
    private static final Level TOLERANCE = new Level(10, 5, 20, 24_000_000);

    private static final Pattern VIRTUAL = Pattern.compile("^#\\d+ \".*\" virtual", Pattern.MULTILINE);

    static Level now() {
        System.gc();
        return new Level(
                ManagementFactory.getThreadMXBean().getThreadCount(),
                virtualThreadsNow(),
                descriptorsNow().size(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    private static long virtualThreadsNow() {
        try {
            var directory = Files.createTempDirectory("level");
            var dump = directory.resolve("threads");
            dumpThreads(dump);
            long count = VIRTUAL.matcher(Files.readString(dump)).results().count();
            Files.delete(dump);
            Files.delete(directory);
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes where each thread stands, virtual ones too, to a file. */
    static void dumpThreads(Path file) throws IOException {
        Files.deleteIfExists(file);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
    }

    /** What the open descriptors are. */
    static List<String> descriptorsNow() {
        var open = new ArrayList<String>();
        try (var links = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (var link : links) {
                readLink(link).ifPresent(open::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return open;
    }

    private static Optional<String> readLink(Path link) throws IOException {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (NoSuchFileException _) {
            // closed since it was listed
            return Optional.empty();
        }
    }

    /** Whether this is no more than that was, but for the tolerance. */
    boolean isBackTo(Level before) {
        return threads <= before.threads + TOLERANCE.threads
                && virtualThreads <= before.virtualThreads + TOLERANCE.virtualThreads
                && descriptors <= before.descriptors + TOLERANCE.descriptors
                && heap <= before.heap + TOLERANCE.heap;
    }

    @Override
    public String toString() {
        return "%d | %d | %d | %.1f".formatted(threads, virtualThreads, descriptors, heap / 1e6);
    }
}
