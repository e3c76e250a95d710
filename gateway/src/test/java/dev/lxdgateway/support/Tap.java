package dev.lxdgateway.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/** Keeps what all gateways of a test run say on standard output, their logs that is. */
public final class Tap implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Log.FILE.toFile();
    }

    /** All that was said since the first gateway's start. */
    public static Path log() {
        System.out.flush();
        return Log.FILE;
    }

    private static final class Log {

        static final Path FILE = open();

        private static Path open() {
            try {
                var file = Files.createTempFile("gateway-tests-", ".log");
                file.toFile().deleteOnExit();
                var both = new Both(System.out, Files.newOutputStream(file));
                System.setOut(new PrintStream(both, true, StandardCharsets.UTF_8));
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
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
