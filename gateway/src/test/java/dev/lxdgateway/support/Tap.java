package dev.lxdgateway.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/** Keeps what all gateways of a test run say on standard output, their logs that is. */
public final class Tap implements EnvironmentPostProcessor {

    private static @Nullable Log log;

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        open();
    }

    private static synchronized void open() {
        if (log == null) {
            log = new Log();
        }
    }

    /** What has been said since the last call, by whole lines. */
    static synchronized List<String> news() throws IOException {
        if (log == null) {
            return List.of();
        }
        System.out.flush();
        return log.news();
    }

    private static final class Log {

        private final Path file;
        private long told;

        private Log() {
            try {
                file = Files.createTempFile("gateway-tests-", ".log");
                file.toFile().deleteOnExit();
                var both = new Both(System.out, Files.newOutputStream(file));
                System.setOut(new PrintStream(both, true, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<String> news() throws IOException {
            try (var said = new RandomAccessFile(file.toFile(), "r")) {
                var bytes = new byte[Math.toIntExact(said.length() - told)];
                said.seek(told);
                said.readFully(bytes);
                var text = new String(bytes, StandardCharsets.ISO_8859_1);
                int whole = text.lastIndexOf('\n') + 1;
                told += whole;
                return text.substring(0, whole).lines().toList();
            }
        }
    }

    private static final class Both extends OutputStream {

        private final OutputStream one;
        private final OutputStream other;

        Both(OutputStream one, OutputStream other) {
            super();
            this.one = one;
            this.other = other;
        }

        @Override
        public void write(int b) throws IOException {
            one.write(b);
            other.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            one.write(bytes, offset, length);
            other.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            one.flush();
            other.flush();
        }
    }
}
