package dev.lxdgateway.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the gateway that a client is there whose reader takes its time, and notices a gateway that is there no more. */
final class Heartbeat {

    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final Http http;
    private final Set<AttachmentSocket> sockets = ConcurrentHashMap.newKeySet();
    private boolean beating;

    Heartbeat(Http http) {
        this.http = http;
    }

    synchronized void add(AttachmentSocket socket) {
        sockets.add(socket);
        if (!beating) {
            beating = true;
            http.schedule(INTERVAL, this::beat);
        }
    }

    void remove(AttachmentSocket socket) {
        sockets.remove(socket);
    }

    private void beat() {
        sockets.forEach(AttachmentSocket::beat);
        synchronized (this) {
            beating = !sockets.isEmpty() && http.isOpen();
            if (beating) {
                http.schedule(INTERVAL, this::beat);
            }
        }
    }
}
