package dev.lxdgateway.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** Records which virtual threads start and end, to find those that don't end. */
public final class VirtualThreads implements AutoCloseable {

    private static final String START = "jdk.VirtualThreadStart";
    private static final String END = "jdk.VirtualThreadEnd";

    private final Recording recording = new Recording();
    private final Path file;

    /** @param directory where the record is written to */
    public VirtualThreads(Path directory) {
        file = directory.resolve("threads.jfr");
        recording.enable(START).withoutStackTrace();
        recording.enable(END).withoutStackTrace();
        recording.start();
    }

    /** Those of these names that run, with the time of their start. */
    public List<String> running(Set<String> names) throws IOException {
        recording.dump(file);
        var running = new HashMap<Long, String>();
        var ended = new HashMap<Long, String>();
        for (var event : RecordingFile.readAllEvents(file)) {
            var thread = event.getThread();
            if (thread != null && names.contains(thread.getJavaName())) {
                (event.getEventType().getName().equals(START) ? running : ended)
                        .put(thread.getJavaThreadId(), thread.getJavaName() + " since " + event.getStartTime());
            }
        }
        Files.delete(file);
        running.keySet().removeAll(ended.keySet());
        return List.copyOf(running.values());
    }

    @Override
    public void close() {
        recording.close();
    }
}
