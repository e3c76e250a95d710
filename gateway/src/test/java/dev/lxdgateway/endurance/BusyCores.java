package dev.lxdgateway.endurance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/** Other processes that keep every core busy, until this is closed or its process has gone. */
final class BusyCores implements AutoCloseable {

    private static final String SPIN =
            "while kill -0 %d 2>/dev/null; do i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; done"
                    .formatted(ProcessHandle.current().pid());

    private final List<Process> processes = IntStream.range(
                    0, Runtime.getRuntime().availableProcessors())
            .mapToObj(_ -> spin())
            .toList();

    private static Process spin() {
        try {
            return new ProcessBuilder("sh", "-c", SPIN).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
