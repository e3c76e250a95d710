package dev.lxdgateway.api;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * HTTP/2: by TLS, and without it for clients that begin with it. The upgrade from HTTP/1.1 is ignored, as RFC 9113 wants it:
 * Jetty takes the body of a request that asks for it, as the JDK's client does, for HTTP/2. WebSockets stay on HTTP/1.1.
 */
@Configuration(proxyBeanMethods = false)
class Http2Configuration {

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> http2() {
        return factory -> factory.addServerCustomizers(Http2Configuration::configure);
    }

    private static void configure(Server server) {
        for (var connector : server.getConnectors()) {
            var byTls = connector.getConnectionFactory(HTTP2ServerConnectionFactory.class);
            if (byTls != null) {
                byTls.setConnectProtocolEnabled(false);
            }
            var upgrading = connector.getConnectionFactory(HTTP2CServerConnectionFactory.class);
            if (upgrading != null && connector instanceof ServerConnector mutable) {
                mutable.removeConnectionFactory(upgrading.getProtocol());
                mutable.addConnectionFactory(new PriorKnowledge(upgrading.getHttpConfiguration()));
            }
        }
    }

    private static final class PriorKnowledge extends HTTP2CServerConnectionFactory {

        PriorKnowledge(HttpConfiguration configuration) {
            super(configuration);
            setConnectProtocolEnabled(false);
        }

        @Override
        public @Nullable Connection upgradeConnection(
                Connector connector, EndPoint endPoint, MetaData.Request request, HttpFields.Mutable response) {
            return request.getHttpVersion() == HttpVersion.HTTP_2
                    ? super.upgradeConnection(connector, endPoint, request, response)
                    : null;
        }
    }
}
