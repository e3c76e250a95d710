package dev.lxdgateway.lxd;

import java.net.URI;
import java.nio.file.Path;

/** Where a server is, and how it and the gateway know each other. */
sealed interface Endpoint {

    /** The server's Unix socket; whoever may open it is an administrator there. */
    record Unix(Path socket) implements Endpoint {

        @Override
        public String toString() {
            return socket.toString();
        }
    }

    /**
     * Mutual TLS.
     *
     * @param url {@code https://host:port}
     * @param clientCertificate the gateway's certificate, PEM text or a file's path
     * @param clientKey its private key, PEM text or a file's path
     * @param serverCertificate the server's certificate, pinned: PEM text or a file's path
     */
    record Tls(URI url, String clientCertificate, String clientKey, String serverCertificate) implements Endpoint {

        @Override
        public String toString() {
            return url.toString();
        }
    }
}
