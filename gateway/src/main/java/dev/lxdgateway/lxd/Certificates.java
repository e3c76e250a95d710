package dev.lxdgateway.lxd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.boot.ssl.pem.PemContent;

/** The certificates by which remotes and the gateway know each other. */
public final class Certificates {

    private final Map<String, Endpoint> endpoints;

    Certificates(Map<String, Endpoint> endpoints) {
        this.endpoints = endpoints;
    }

    /** What a certificate is for. */
    public enum Use {
        /** The gateway shows it. */
        CLIENT,
        /** The remote must show it. */
        PINNED
    }

    /**
     * A certificate, with its chain.
     *
     * @param pem as it is configured: text, or where a file is
     */
    public record Certificate(String remote, Use use, String pem) {

        /**
         * When it, or the first of its chain, expires, as it is now.
         *
         * @throws UncheckedIOException if it can't be read
         */
        public Instant expires() {
            try {
                return read().getCertificates().stream()
                        .map(X509Certificate::getNotAfter)
                        .map(Date::toInstant)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(() -> new IOException("there is no certificate in " + pem));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private PemContent read() throws IOException {
            if (PemContent.isPresentInText(pem)) {
                return PemContent.of(pem);
            }
            try (var file = ApplicationResourceLoader.get().getResource(pem).getInputStream()) {
                return PemContent.load(file);
            }
        }
    }

    /** All, of the remotes by TLS. */
    public List<Certificate> all() {
        return endpoints.entrySet().stream()
                .flatMap(remote -> of(remote.getKey(), remote.getValue()))
                .toList();
    }

    private static Stream<Certificate> of(String remote, Endpoint endpoint) {
        return switch (endpoint) {
            case Endpoint.Unix _ -> Stream.empty();
            case Endpoint.Tls tls ->
                Stream.of(
                        new Certificate(remote, Use.CLIENT, tls.clientCertificate()),
                        new Certificate(remote, Use.PINNED, tls.serverCertificate()));
        };
    }
}
