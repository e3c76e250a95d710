package dev.lxdgateway.api;

import dev.lxdgateway.access.Problems;
import dev.lxdgateway.session.Sessions;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What connections are allowed before it is known whose they are. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    private static final int ACCEPT_QUEUE = 4096;
    private static final int PIECE = 64 * 1024;

    @Bean
    SlowHeads slowHeads(ConnectionProperties properties) {
        return new SlowHeads(properties.headTime());
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> watchedConnections(SlowHeads slowHeads) {
        return factory -> factory.addServerCustomizers(server ->
                Arrays.stream(server.getConnectors()).forEach(connector -> connector.addEventListener(slowHeads)));
    }

    /** Java's own queue has 50 places, and who finds none tries again after 1, 3, 7 s: a rush is to be answered, not to wait. */
    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> roomForARush() {
        return factory -> factory.addServerCustomizers(server -> Arrays.stream(server.getConnectors())
                .filter(ServerConnector.class::isInstance)
                .map(ServerConnector.class::cast)
                .forEach(connector -> connector.setAcceptQueueSize(ACCEPT_QUEUE)));
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> serverThreads() {
        return factory -> factory.setThreadPool(new ServerThreads());
    }

    /** A body is read, and so passed on to a command's stdin, in pieces of that size. */
    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> largePieces() {
        return factory -> factory.addServerCustomizers(server -> Arrays.stream(server.getConnectors())
                .map(connector -> connector.getConnectionFactory(HttpConnectionFactory.class))
                .filter(Objects::nonNull)
                .forEach(http -> http.setInputBufferSize(PIECE)));
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> unreadBodies() {
        return factory -> factory.addServerCustomizers(server -> server.insertHandler(new UnreadBodies()));
    }

    @Bean
    Rush rush() {
        return Rush.watched();
    }

    @Bean
    FilterRegistrationBean<RushFilter> rushFilter(Rush rush, Problems problems, Sessions sessions) {
        var filter = new RushFilter(rush, problems, () -> sessions.refused("overload"));
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<MetLimitFilter> metLimitFilter(Problems problems, Sessions sessions) {
        var registration = new FilterRegistrationBean<>(new MetLimitFilter(problems, sessions::refused));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    @Bean
    FilterRegistrationBean<PromptLogin> promptLogin(ConnectionProperties properties) {
        var registration = new FilterRegistrationBean<>(new PromptLogin(properties.headTime()));
        registration.setUrlPatterns(List.of("/login"));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }
}
