package dev.lxdgateway.support;

import java.time.Duration;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/**
 * The WebSocket client of all tests. Jetty's and not the JDK's, which now and then takes output for a frame's head where it
 * floods right after the handshake.
 */
public final class WebSockets {

    public static final WebSocketClient CLIENT = started();

    private WebSockets() {}

    private static WebSocketClient started() {
        var client = new WebSocketClient();
        client.setIdleTimeout(Duration.ZERO);
        client.setMaxTextMessageSize(-1);
        client.setMaxBinaryMessageSize(-1);
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return client;
    }
}
