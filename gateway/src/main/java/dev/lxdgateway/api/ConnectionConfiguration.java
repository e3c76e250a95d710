package dev.lxdgateway.api;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.eclipse.jetty.server.Connector;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What connections are allowed before it is known whose they are. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    @Bean
    SlowHeads slowHeads(ConnectionProperties properties) {
        return new SlowHeads(properties.headTime());
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> watchedConnections(SlowHeads slowHeads) {
        return factory ->
                factory.addServerCustomizers(server -> slowHeads.watch(() -> Arrays.stream(server.getConnectors())
                        .map(Connector::getConnectedEndPoints)
                        .flatMap(Collection::stream)
                        .toList()));
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> serverThreads() {
        return factory -> factory.setThreadPool(new ServerThreads());
    }

    @Bean
    FilterRegistrationBean<PromptLogin> promptLogin(ConnectionProperties properties) {
        var registration = new FilterRegistrationBean<>(new PromptLogin(properties.headTime()));
        registration.setUrlPatterns(List.of("/login"));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }
}
