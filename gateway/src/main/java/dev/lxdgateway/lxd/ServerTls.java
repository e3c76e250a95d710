package dev.lxdgateway.lxd;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** Mutual TLS with one server. Certificates that have changed in their files are for connections made from then on. */
final class ServerTls {

    private static final Logger log = LoggerFactory.getLogger(ServerTls.class);

    private final Endpoint.Tls endpoint;
    private final SslContextFactory.Client factory = new SslContextFactory.Client();
    private Material used;
    private Material seen;
    private @Nullable String problem;

    /** @throws RuntimeException if there is no using the certificates */
    ServerTls(Endpoint.Tls endpoint) {
        this.endpoint = endpoint;
        used = Material.of(endpoint);
        seen = used;
        factory.setSslContext(used.bundle().createSslContext());
        // the pinned certificate says more than a host name could
        factory.setEndpointIdentificationAlgorithm(null);
    }

    SslContextFactory.Client factory() {
        return factory;
    }

    /** Takes what has changed, once two looks have seen the same, since several files change one after another. */
    void look() {
        try {
            var now = Material.of(endpoint);
            if (!now.equals(used) && now.equals(seen)) {
                var context = now.bundle().createSslContext();
                factory.reload(reloaded -> reloaded.setSslContext(context));
                used = now;
                log.atInfo().addKeyValue("remote", endpoint.url()).log("New certificates are used from now on");
            }
            seen = now;
            problem = null;
        } catch (Exception e) {
            if (!String.valueOf(e.getMessage()).equals(problem)) {
                problem = String.valueOf(e.getMessage());
                log.atWarn()
                        .setCause(e)
                        .addKeyValue("remote", endpoint.url())
                        .log("New certificates can't be used, and the old ones are kept");
            }
        }
    }

    private record Material(List<X509Certificate> own, PrivateKey key, List<X509Certificate> pinned) {

        static Material of(Endpoint.Tls tls) {
            var own = PemSslStore.load(
                    PemSslStoreDetails.forCertificate(tls.clientCertificate()).withPrivateKey(tls.clientKey()));
            var pinned = PemSslStore.load(PemSslStoreDetails.forCertificate(tls.serverCertificate()));
            return new Material(
                    certificates(own),
                    Objects.requireNonNull(Objects.requireNonNull(own).privateKey()),
                    certificates(pinned));
        }

        private static List<X509Certificate> certificates(@Nullable PemSslStore store) {
            return List.copyOf(
                    Objects.requireNonNull(Objects.requireNonNull(store).certificates()));
        }

        SslBundle bundle() {
            return SslBundle.of(new PemSslStoreBundle(PemSslStore.of(own, key), PemSslStore.of(pinned, null)));
        }

        @Override
        public String toString() {
            return own.toString();
        }
    }
}
