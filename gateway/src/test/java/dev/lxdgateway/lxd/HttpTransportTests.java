package dev.lxdgateway.lxd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.stub.LxdStub;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpTransportTests {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofMillis(200);

    @TempDir
    private Path directory;

    /** Or a request would meet the server's own close. */
    @Test
    void closesConnectionsThatNobodyUsesButNoWebSockets() throws Exception {
        var socket = directory.resolve("stub.socket");
        try (var stub = LxdStub.on(socket);
                var resources = new JettyResources();
                var transport = HttpTransport.to(new Endpoint.Unix(socket), resources, IDLE)) {
            assertThat(transport.send(HttpMethod.GET, "/1.0", null, LIMIT).status())
                    .isEqualTo(200);
            var events = transport.connect(new Session.Listener.AutoDemanding() {}, "/1.0/events");
            assertThat(HttpTransport.await(events, LIMIT).isOpen()).isTrue();

            await().until(() -> stub.connections() == 1);

            await().during(IDLE.multipliedBy(5))
                    .atMost(LIMIT)
                    .until(() -> stub.connections() == 1 && events.join().isOpen());
        }
    }
}
