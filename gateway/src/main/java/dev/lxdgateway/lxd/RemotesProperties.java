package dev.lxdgateway.lxd;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The LXD and Incus servers that the gateway can reach.
 *
 * @param remotes servers by name; without any, the first socket that exists of the LXD snap, /var/lib/lxd and
 *     /var/lib/incus, as remote "local"
 * @param defaultRemote the remote of requests that name none; the first configured one unless set
 * @param defaultProject the project of requests that name none
 */
@ConfigurationProperties("gateway")
record RemotesProperties(
        @DefaultValue Map<String, Remote> remotes,
        @Nullable String defaultRemote,
        @DefaultValue("default") String defaultProject) {

    private static final List<Path> USUAL_SOCKETS = List.of(
            Path.of("/var/snap/lxd/common/lxd/unix.socket"),
            Path.of("/var/lib/lxd/unix.socket"),
            Path.of("/var/lib/incus/unix.socket"));

    /**
     * One server: a socket, or a url with its three PEMs.
     *
     * @param socket path of the server's Unix socket
     * @param url https URL of the server's API
     * @param clientCertificate certificate that the server trusts: PEM text, or a file's path
     * @param clientKey private key of the client certificate: PEM text, or a file's path
     * @param serverCertificate the server's own certificate, pinned: PEM text, or a file's path
     */
    record Remote(
            @Nullable Path socket,
            @Nullable URI url,
            @Nullable String clientCertificate,
            @Nullable String clientKey,
            @Nullable String serverCertificate) {

        Endpoint endpoint(String name) {
            if (socket != null && url != null) {
                throw invalid(name, "has both a socket and a url; set one of them");
            }
            if (socket != null) {
                return new Endpoint.Unix(socket);
            }
            if (url == null) {
                throw invalid(name, "needs a socket, or a url");
            }
            if (!"https".equals(url.getScheme()) || url.getHost() == null) {
                throw invalid(name, "has the url '%s'; it must be https://host:port".formatted(url));
            }
            if (clientCertificate == null || clientKey == null || serverCertificate == null) {
                throw invalid(name, "needs client-certificate, client-key and server-certificate beside its url");
            }
            return new Endpoint.Tls(url, clientCertificate, clientKey, serverCertificate);
        }

        private static IllegalArgumentException invalid(String name, String problem) {
            return new IllegalArgumentException("gateway.remotes.%s %s".formatted(name, problem));
        }

        @Override
        public String toString() {
            return socket != null ? socket.toString() : String.valueOf(url);
        }
    }

    /** The endpoints by name, the default remote first. */
    Map<String, Endpoint> endpoints() {
        if (remotes.isEmpty()) {
            var socket =
                    USUAL_SOCKETS.stream().filter(Files::exists).findFirst().orElse(USUAL_SOCKETS.get(1));
            return Map.of(defaultRemote == null ? "local" : defaultRemote, new Endpoint.Unix(socket));
        }
        var endpoints = new LinkedHashMap<String, Endpoint>();
        if (defaultRemote != null) {
            var first = remotes.get(defaultRemote);
            if (first == null) {
                throw new IllegalArgumentException(
                        "gateway.default-remote is '%s', which is none of gateway.remotes: %s"
                                .formatted(defaultRemote, String.join(", ", remotes.keySet())));
            }
            endpoints.put(defaultRemote, first.endpoint(defaultRemote));
        }
        remotes.forEach((name, remote) -> endpoints.putIfAbsent(name, remote.endpoint(name)));
        return endpoints;
    }
}
