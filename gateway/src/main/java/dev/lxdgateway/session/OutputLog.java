package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Stream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A session's output in order of arrival, at absolute offsets that count the bytes of all streams. It keeps at least the
 * newest {@code memory} bytes, and older ones only as long as {@link #keepFrom} asks for them. Not thread-safe.
 */
final class OutputLog {

    private static final int SMALLEST_SEGMENT = 2 * 1024;

    private final Deque<Segment> segments = new ArrayDeque<>();
    private final long memory;
    private long end;
    private long keepFrom = Long.MAX_VALUE;

    OutputLog(long memory) {
        this.memory = memory;
    }

    /** Copies a piece to the end. */
    void append(Stream stream, ByteBuffer data) {
        var last = segments.peekLast();
        int size = data.remaining();
        if (last == null || last.stream != stream || last.room() < size) {
            last = new Segment(stream, end, new byte[Math.max(size, SMALLEST_SEGMENT)]);
            segments.addLast(last);
        }
        data.get(last.bytes, last.length, size);
        last.length += size;
        end += size;
        trim();
    }

    /** Offset of the first byte that is still here. */
    long start() {
        var first = segments.peekFirst();
        return first == null ? end : first.offset;
    }

    /** Offset of the next byte to come. */
    long end() {
        return end;
    }

    /** Keeps all bytes from that offset on, however many. */
    void keepFrom(long offset) {
        keepFrom = offset;
        trim();
    }

    private void trim() {
        for (var first = segments.peekFirst();
                first != null && first.end() <= Math.min(end - memory, keepFrom);
                first = segments.peekFirst()) {
            segments.removeFirst();
        }
    }

    /**
     * Copies out up to {@code max} bytes of one stream, from an offset between {@link #start} and {@link #end}.
     *
     * @param headroom free bytes to leave before the data
     * @return null at the end
     */
    @Nullable Piece read(long offset, int max, int headroom) {
        Stream stream = null;
        int size = 0;
        for (var segment : segments) {
            if (segment.end() <= offset || segment.length == 0) {
                continue;
            }
            if (size >= max || (stream != null && segment.stream != stream)) {
                break;
            }
            stream = segment.stream;
            size += (int) (segment.end() - Math.max(offset, segment.offset));
        }
        return stream == null ? null : copy(stream, offset, Math.min(size, max), headroom);
    }

    private Piece copy(Stream stream, long offset, int size, int headroom) {
        var data = ByteBuffer.allocate(headroom + size).position(headroom);
        for (var segment : segments) {
            if (segment.end() > offset && data.hasRemaining()) {
                int from = (int) Math.max(0, offset - segment.offset);
                data.put(segment.bytes, from, Math.min(segment.length - from, data.remaining()));
            }
        }
        return new Piece(stream, data.position(headroom), offset + size);
    }

    /**
     * Some output of one stream.
     *
     * @param stream where it was written
     * @param data the bytes, with the headroom that was asked for before its position
     * @param end offset of the byte after it
     */
    record Piece(Stream stream, ByteBuffer data, long end) {}

    private static final class Segment {

        private final Stream stream;
        private final long offset;
        private final byte[] bytes;
        private int length;

        Segment(Stream stream, long offset, byte[] bytes) {
            this.stream = stream;
            this.offset = offset;
            this.bytes = bytes;
        }

        int room() {
            return bytes.length - length;
        }

        long end() {
            return offset + length;
        }
    }
}
