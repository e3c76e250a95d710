package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A session's output in order of arrival, at absolute offsets that count the bytes of all streams. It keeps at least the
 * newest bytes that it has memory for, and older ones as long as {@link #keepFrom} asks for them, on disk. Not thread-safe.
 */
final class OutputLog implements AutoCloseable {

    private static final int OVERHEAD = 128;

    private final TreeMap<Long, Segment> segments = new TreeMap<>();
    private final LogMemory memory;
    private final Spill spill;
    private long end;
    private long stdout;
    private long keepFrom;
    private long used;
    private boolean settled;

    OutputLog(LogMemory memory, Spill spill) {
        this.memory = memory;
        this.spill = spill;
    }

    /**
     * Copies a piece to the end.
     *
     * @throws IOException if the disk does not take what is to be kept there
     */
    void append(Stream stream, ByteBuffer data) throws IOException {
        var last = segments.isEmpty() ? null : segments.lastEntry().getValue();
        int size = data.remaining();
        if (last == null || last.stream != stream || last.room() < size) {
            last = new Segment(stream, end, stdout, memory.take(size, wanted(last, stream)));
            segments.put(end, last);
            use(last.cost());
        }
        data.get(last.bytes, last.length, size);
        last.length += size;
        end += size;
        stdout += stream == Stream.STDOUT ? size : 0;
        trim();
    }

    /** Streams that alternate get small segments, one that goes on gets large ones. */
    private static int wanted(@Nullable Segment last, Stream stream) {
        return last != null && last.stream == stream ? 2 * last.bytes.length : 0;
    }

    /** Offset of the first byte that is still here. */
    long start() {
        if (!spill.isEmpty()) {
            return spill.start();
        }
        return segments.isEmpty() ? end : segments.firstKey();
    }

    /** Offset of the next byte to come. */
    long end() {
        return end;
    }

    /** Offset in a stream's own bytes of the first one that is still here. */
    long start(Stream stream) {
        if (!spill.isEmpty()) {
            return spill.start(stream);
        }
        return segments.isEmpty()
                ? end(stream)
                : segments.firstEntry().getValue().start(stream);
    }

    /** Offset in a stream's own bytes of the next one to come. */
    long end(Stream stream) {
        return stream == Stream.STDOUT ? stdout : end - stdout;
    }

    /** Where a byte of one stream is, by its offset in the stream's own bytes; it must be here. */
    long locate(Stream stream, long own) throws IOException {
        if (!spill.isEmpty() && own < spill.end(stream)) {
            return spill.locate(stream, own);
        }
        for (var segment : segments.values()) {
            if (segment.stream == stream && own < segment.start(stream) + segment.length) {
                return segment.offset + own - segment.start(stream);
            }
        }
        throw new IllegalArgumentException("%s has no byte %d".formatted(stream, own));
    }

    /** Whether some of it is on disk. */
    boolean isSpilled() {
        return !spill.isEmpty();
    }

    /** Bytes that are here because somebody still needs them. */
    long backlog() {
        return Math.max(0, end - Math.max(keepFrom, start()));
    }

    /** Keeps all bytes from that offset on, and no more than the newest ones of those before it. */
    void keepFrom(long offset) {
        keepFrom = offset;
        spill.dropBefore(offset);
    }

    private void trim() throws IOException {
        while (segments.size() > 1) {
            var first = segments.firstEntry().getValue();
            // data without end keeps the newest bytes; streams that alternate byte by byte cost more than they hold
            long allowed = memory.allowed();
            if (end - first.end() < allowed && used < 4 * allowed) {
                return;
            }
            if (first.end() > keepFrom) {
                spill.append(first.stream, ByteBuffer.wrap(first.bytes, 0, first.length), first.offset, first.stdout);
            }
            segments.pollFirstEntry();
            use(-first.cost());
            memory.give(first.bytes);
        }
    }

    private void use(long bytes) {
        used += bytes;
        memory.add(settled ? 0 : bytes);
    }

    LogMemory memory() {
        return memory;
    }

    /** There is no more to come; its memory counts no longer among that of sessions that run. */
    void settle() {
        memory.add(settled ? 0 : -used);
        settled = true;
    }

    /**
     * Copies out up to {@code max} bytes of one stream, from an offset between {@link #start} and {@link #end}.
     *
     * @param room gives where they are to be, with that many remaining
     * @return null at the end
     * @throws IOException if the disk does not give back what was kept there
     */
    @Nullable Piece read(long offset, int max, IntFunction<ByteBuffer> room) throws IOException {
        if (offset < spill.end()) {
            return spill.read(offset, max, room);
        }
        var first = segments.floorEntry(offset);
        if (first == null || offset == end) {
            return null;
        }
        var stream = first.getValue().stream;
        int size = 0;
        for (var segment : segments.tailMap(first.getKey()).values()) {
            if (size >= max || segment.stream != stream) {
                break;
            }
            size += (int) (segment.end() - Math.max(offset, segment.offset));
        }
        int length = Math.min(size, max);
        return new Piece(stream, copy(offset, room.apply(length)), offset + length);
    }

    private ByteBuffer copy(long offset, ByteBuffer data) {
        int start = data.position();
        for (var segment : segments.tailMap(segments.floorKey(offset)).values()) {
            if (!data.hasRemaining()) {
                break;
            }
            int from = (int) Math.max(0, offset - segment.offset);
            data.put(segment.bytes, from, Math.min(segment.length - from, data.remaining()));
        }
        return data.position(start);
    }

    /** Forgets everything. */
    @Override
    public void close() {
        settle();
        segments.values().forEach(segment -> memory.give(segment.bytes));
        segments.clear();
        spill.close();
    }

    /**
     * Some output of one stream.
     *
     * @param stream where it was written
     * @param data the bytes, where there was room for them
     * @param end offset of the byte after it
     */
    record Piece(Stream stream, ByteBuffer data, long end) {}

    private static final class Segment {

        private final Stream stream;
        private final long offset;
        private final long stdout;
        private final byte[] bytes;
        private int length;

        Segment(Stream stream, long offset, long stdout, byte[] bytes) {
            this.stream = stream;
            this.offset = offset;
            this.stdout = stdout;
            this.bytes = bytes;
        }

        /** How many bytes of a stream came before it. */
        long start(Stream of) {
            return of == Stream.STDOUT ? stdout : offset - stdout;
        }

        int room() {
            return bytes.length - length;
        }

        int cost() {
            return bytes.length + OVERHEAD;
        }

        long end() {
            return offset + length;
        }
    }
}
