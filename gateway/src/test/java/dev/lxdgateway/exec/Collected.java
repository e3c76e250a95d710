package dev.lxdgateway.exec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A stream of a local process, read to its end aside. */
final class Collected {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread reader;

    Collected(InputStream from) {
        reader = Thread.ofVirtual().start(() -> read(from));
    }

    private void read(InputStream from) {
        try (from) {
            from.transferTo(bytes);
        } catch (IOException _) {
            // as good as its end
        }
    }

    void await(String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> bytes.toString(StandardCharsets.UTF_8).contains(text));
    }

    /** All of it, when it has ended. */
    String all() throws InterruptedException {
        if (!reader.join(Duration.ofSeconds(10))) {
            throw new IllegalStateException("the output does not end after its process");
        }
        return Result.text(bytes.toByteArray());
    }
}
