package dev.lxdgateway.api;

import java.util.Arrays;
import java.util.Objects;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** TLS 1.2 and later, and a certificate that may be replaced while the gateway runs. */
@Configuration(proxyBeanMethods = false)
class TlsConfiguration {

    private static final Logger log = LoggerFactory.getLogger(TlsConfiguration.class);
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> tls(SslBundles bundles) {
        return factory -> factory.addServerCustomizers(server -> configure(server, factory.getSsl(), bundles));
    }

    private static void configure(Server server, @Nullable Ssl ssl, SslBundles bundles) {
        Arrays.stream(server.getConnectors())
                .map(connector -> connector.getConnectionFactory(SslConnectionFactory.class))
                .filter(Objects::nonNull)
                .map(SslConnectionFactory::getSslContextFactory)
                .forEach(tls -> configure(tls, ssl == null ? null : ssl.getBundle(), bundles));
    }

    private static void configure(SslContextFactory tls, @Nullable String bundle, SslBundles bundles) {
        if (tls.getIncludeProtocols().length == 0) {
            tls.setIncludeProtocols(PROTOCOLS);
        }
        if (bundle != null) {
            bundles.addBundleUpdateHandler(bundle, updated -> replace(tls, updated));
        }
    }

    /** For new connections; those that are open live on. */
    private static void replace(SslContextFactory tls, SslBundle updated) {
        try {
            var keyStore = updated.getStores().getKeyStore();
            tls.reload(context -> context.setKeyStore(keyStore));
            log.info("The certificate was replaced");
        } catch (Exception e) {
            throw new IllegalStateException("The new certificate can't be used; the one before it stays", e);
        }
    }
}
