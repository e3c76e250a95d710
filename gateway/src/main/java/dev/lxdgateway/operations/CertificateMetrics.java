package dev.lxdgateway.operations;

import dev.lxdgateway.lxd.Certificates;
import dev.lxdgateway.metrics.Meters;
import dev.lxdgateway.metrics.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

/** Tells when certificates expire: the gateway's own, and those of remotes by TLS. */
@Component
final class CertificateMetrics {

    private static final Logger log = LoggerFactory.getLogger(CertificateMetrics.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    CertificateMetrics(
            Certificates certificates,
            SslBundles bundles,
            @Value("${server.ssl.bundle:}") String own,
            MeterRegistry registry) {
        var meters = new Meters(registry);
        for (var certificate : certificates.all()) {
            var use = certificate.use().name().toLowerCase(Locale.ROOT);
            meters.gauge(
                    Metric.CERTIFICATE_EXPIRES,
                    looked(() -> RemotesProbe.seconds(certificate.expires())),
                    use,
                    certificate.remote());
        }
        if (!own.isEmpty()) {
            meters.gauge(
                    Metric.CERTIFICATE_EXPIRES,
                    looked(() -> expires(Objects.requireNonNull(
                            bundles.getBundle(own).getStores().getKeyStore()))),
                    "own",
                    "");
        }
    }

    /** What can't be read now is no number. */
    private static Supplier<Number> looked(Supplier<Double> seconds) {
        var memo = new Memo<Double>(MINUTE, () -> {
            try {
                return seconds.get();
            } catch (RuntimeException e) {
                log.atWarn().log("A certificate can't be read: {}", e.getMessage());
                return Double.NaN;
            }
        });
        return memo::get;
    }

    private static double expires(KeyStore keys) {
        try {
            return Collections.list(keys.aliases()).stream()
                    .flatMap(alias -> chain(keys, alias))
                    .mapToDouble(
                            certificate -> certificate.getNotAfter().toInstant().getEpochSecond())
                    .min()
                    .orElse(Double.NaN);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<X509Certificate> chain(KeyStore keys, String alias) {
        try {
            var chain = keys.getCertificateChain(alias);
            return chain == null ? Stream.empty() : Stream.of(chain).map(X509Certificate.class::cast);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
