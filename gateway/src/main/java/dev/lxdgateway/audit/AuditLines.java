package dev.lxdgateway.audit;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Events as lines of JSON, for shippers: in a file, on standard output, or nowhere. */
final class AuditLines {

    private final @Nullable Path file;
    private final @Nullable OutputStream stdout;

    AuditLines(AuditProperties properties) {
        this.file = properties.file();
        this.stdout = properties.stdout() ? new FileOutputStream(FileDescriptor.out) : null;
    }

    /** Opens the file each time, so that it may be moved away. */
    void write(List<Line> lines) {
        var text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            if (file != null) {
                append(file, bytes);
            }
            if (stdout != null) {
                stdout.write(bytes);
                stdout.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The events are in the database, and not in the file: " + e.getMessage(), e);
        }
    }

    private static void append(Path file, byte[] bytes) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        try (var channel = Files.newByteChannel(file, options, ownerOnly)) {
            channel.write(ByteBuffer.wrap(bytes));
        }
    }
}
