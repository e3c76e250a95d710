package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * The older part of an output log, in temporary files that have no name any more, so that nothing is left of them after
 * the process, however it ends. Not thread-safe.
 */
final class Spill implements AutoCloseable {

    private static final long FILE = 64L * 1024 * 1024;

    private final Path directory;
    private final AtomicLong used;
    private final Deque<SpillFile> files = new ArrayDeque<>();

    /**
     * Has nothing on disk yet.
     *
     * @param directory where there is room for it; made when it is needed
     * @param used what is on disk, here and elsewhere, in bytes
     */
    Spill(Path directory, AtomicLong used) {
        this.directory = directory;
        this.used = used;
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** Offset of the first byte here. */
    long start() {
        return files.getFirst().start();
    }

    /** Offset after the last byte here, 0 when empty. */
    long end() {
        return files.isEmpty() ? 0 : files.getLast().end();
    }

    /** As in {@link OutputLog#start(Stream)}. */
    long start(Stream stream) {
        return files.getFirst().start(stream);
    }

    /** As in {@link OutputLog#end(Stream)}, of what is here. */
    long end(Stream stream) {
        return files.getLast().end(stream);
    }

    /**
     * Appends some output of one stream.
     *
     * @param offset of its first byte
     * @param stdout how many bytes of stdout came before it
     */
    void append(Stream stream, ByteBuffer data, long offset, long stdout) throws IOException {
        if (files.isEmpty() || files.getLast().size() >= FILE) {
            files.addLast(SpillFile.in(directory, offset, stdout));
        }
        var last = files.getLast();
        long before = last.size();
        last.append(stream, data);
        used.addAndGet(last.size() - before);
    }

    /** Lets go of what is not needed any more, a file at a time. */
    void dropBefore(long offset) {
        while (!files.isEmpty() && files.getFirst().end() <= offset) {
            close(files.removeFirst());
        }
    }

    /** As in {@link OutputLog#locate}. */
    long locate(Stream stream, long own) throws IOException {
        for (var file : files) {
            if (own < file.end(stream)) {
                return file.locate(stream, own);
            }
        }
        throw new IllegalArgumentException("%s has no byte %d on disk".formatted(stream, own));
    }

    /** Reads up to {@code max} bytes of one stream from an offset between {@link #start} and {@link #end}. */
    OutputLog.Piece read(long offset, int max, IntFunction<ByteBuffer> room) throws IOException {
        for (var file : files) {
            if (offset < file.end()) {
                return file.read(offset, max, room);
            }
        }
        throw new IllegalArgumentException("offset %d is past %d".formatted(offset, end()));
    }

    @Override
    public void close() {
        files.forEach(this::close);
        files.clear();
    }

    private void close(SpillFile file) {
        used.addAndGet(-file.size());
        file.close();
    }
}
