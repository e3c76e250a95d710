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
import java.util.function.IntFunction;

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
    private final TreeMap<Long, Place> places = new TreeMap<>();
    private final Place first;
    private long end;
    private long stdout;
    private long size;

    /**
     * A record that is remembered.
     *
     * @param offset of its first byte in all output
     * @param stdout how many bytes of stdout came before it
     * @param position of its header in the file
     */
    private record Place(long offset, long stdout, long position) {

        long start(Stream stream) {
            return stream == Stream.STDOUT ? stdout : offset - stdout;
        }
    }

    private record Header(Stream stream, int length) {}

    private SpillFile(FileChannel file, Place first) {
        this.file = file;
        this.first = first;
        this.end = first.offset;
        this.stdout = first.stdout;
    }

    /** Makes a file in a directory. On Unix, to be deleted on close means to have no name from the beginning. */
    static SpillFile in(Path directory, long start, long stdout) throws IOException {
        Files.createDirectories(directory);
        var path = directory.resolve("lxd-gateway-" + UUID.randomUUID());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        return new SpillFile(
                FileChannel.open(path, Set.of(CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE), ownerOnly),
                new Place(start, stdout, 0));
    }

    long start() {
        return first.offset;
    }

    long start(Stream stream) {
        return first.start(stream);
    }

    long end() {
        return end;
    }

    long end(Stream stream) {
        return stream == Stream.STDOUT ? stdout : end - stdout;
    }

    long size() {
        return size;
    }

    void append(Stream stream, ByteBuffer data) throws IOException {
        if (places.isEmpty() || size - places.lastEntry().getValue().position >= INDEX_STEP) {
            places.put(end, new Place(end, stdout, size));
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
        stdout += stream == Stream.STDOUT ? length : 0;
    }

    private void write(ByteBuffer data, long at) throws IOException {
        long position = at;
        while (data.hasRemaining()) {
            position += file.write(data, position);
        }
    }

    OutputLog.Piece read(long offset, int max, IntFunction<ByteBuffer> room) throws IOException {
        var known = places.floorEntry(offset).getValue();
        long record = known.offset;
        long position = known.position;
        while (true) {
            var header = header(position);
            if (offset < record + header.length) {
                int skipped = (int) (offset - record);
                int taken = Math.min(max, header.length - skipped);
                var data = room.apply(taken);
                int start = data.position();
                fill(data, position + HEADER + skipped);
                return new OutputLog.Piece(header.stream, data.position(start), offset + taken);
            }
            record += header.length;
            position += HEADER + header.length;
        }
    }

    /** As in {@link OutputLog#locate}. */
    long locate(Stream stream, long own) throws IOException {
        var known = first;
        for (var place : places.values()) {
            if (place.start(stream) > own) {
                break;
            }
            known = place;
        }
        long before = known.start(stream);
        long record = known.offset;
        long position = known.position;
        while (true) {
            var header = header(position);
            if (header.stream == stream) {
                if (own < before + header.length) {
                    return record + own - before;
                }
                before += header.length;
            }
            record += header.length;
            position += HEADER + header.length;
        }
    }

    private Header header(long position) throws IOException {
        var bytes = fill(ByteBuffer.allocate(HEADER), position).flip();
        return new Header(bytes.get() == STDOUT ? Stream.STDOUT : Stream.STDERR, bytes.getInt());
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
