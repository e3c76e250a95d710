package dev.lxdgateway.operations;

import dev.lxdgateway.audit.LostSessions;
import dev.lxdgateway.metrics.Metric;
import dev.lxdgateway.session.Sessions;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/** What a gateway that was killed has left behind: temporary files are removed, lost sessions are counted. */
@Component
final class Leftovers implements ApplicationListener<WebServerInitializedEvent> {

    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

    private final Instant begun = ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
    private final Path output;

    Leftovers(Sessions sessions, LostSessions lost, MeterRegistry registry) {
        this.output = sessions.settings().output().directory();
        FunctionCounter.builder(Metric.SESSIONS_LOST.id(), lost, LostSessions::count)
                .description(Metric.SESSIONS_LOST.description())
                .register(registry);
    }

    /** Nobody else can have a web server on this port. */
    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        int port = event.getWebServer().getPort();
        remove(temporary, "jetty-docbase.%d.*".formatted(port));
        remove(temporary, "jetty-*-%d-*-any-*".formatted(port));
        // they have a name for a moment only, and may lose it at any time
        remove(output, "lxd-gateway-????????-*");
    }

    private void remove(Path directory, String names) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, names)) {
            for (var each : found) {
                if (Files.getLastModifiedTime(each).toInstant().isBefore(begun)) {
                    Files.deleteIfExists(each);
                    log.atInfo().addKeyValue("path", each).log("Removed what a killed gateway has left");
                }
            }
        } catch (IOException e) {
            log.atWarn().log("What a killed gateway has left could not be removed: {}", e.getMessage());
        }
    }
}
