package dev.lxdgateway.session;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.lxdgateway.lxd.Stream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One file of a {@link Spill}: records of a stream, a length and that many bytes. Of the records' places only some are
 * remembered, which bounds the memory that many small records take.
 */
final class SpillFile implements AutoCloseable {

    private static final byte STDOUT = 1;
    private static final byte STDERR = 2;
    private static final int HEADER = 1 + Integer.BYTES;
    private static final int INDEX_STEP = 64 * 1024;

    private final FileChannel file;
    private final TreeMap<Long, Long> places = new TreeMap<>();
    private final long start;
    private long end;
    private long size;

    private SpillFile(FileChannel file, long start) {
        this.file = file;
        this.start = start;
        this.end = start;
    }

    /** Makes a file in a directory. On Unix, to be deleted on close means to have no name from the beginning. */
    static SpillFile in(Path directory, long start) throws IOException {
        Files.createDirectories(directory);
        var path = directory.resolve("lxd-gateway-" + UUID.randomUUID());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        return new SpillFile(
                FileChannel.open(path, Set.of(CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE), ownerOnly), start);
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    long size() {
        return size;
    }

    void append(Stream stream, ByteBuffer data) throws IOException {
        if (places.isEmpty() || size - places.lastEntry().getValue() >= INDEX_STEP) {
            places.put(end, size);
        }
        int length = data.remaining();
        var header = ByteBuffer.allocate(HEADER)
                .put(stream == Stream.STDOUT ? STDOUT : STDERR)
                .putInt(length)
                .flip();
        write(header, size);
        write(data, size + HEADER);
        size += HEADER + length;
        end += length;
    }

    private void write(ByteBuffer data, long at) throws IOException {
        long position = at;
        while (data.hasRemaining()) {
            position += file.write(data, position);
        }
    }

    OutputLog.Piece read(long offset, int max, int headroom) throws IOException {
        var known = places.floorEntry(offset);
        long record = known.getKey();
        long position = known.getValue();
        while (true) {
            var header = fill(ByteBuffer.allocate(HEADER), position).flip();
            var stream = header.get() == STDOUT ? Stream.STDOUT : Stream.STDERR;
            int length = header.getInt();
            if (offset < record + length) {
                int skipped = (int) (offset - record);
                int taken = Math.min(max, length - skipped);
                var data = ByteBuffer.allocate(headroom + taken).position(headroom);
                fill(data, position + HEADER + skipped);
                return new OutputLog.Piece(stream, data.position(headroom), offset + taken);
            }
            record += length;
            position += HEADER + length;
        }
    }

    private ByteBuffer fill(ByteBuffer buffer, long at) throws IOException {
        long position = at;
        while (buffer.hasRemaining()) {
            int read = file.read(buffer, position);
            if (read < 0) {
                throw new EOFException("the temporary file ends at %d".formatted(position));
            }
            position += read;
        }
        return buffer;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
