package dev.lxdgateway.terminal;

import dev.lxdgateway.access.Access;
import dev.lxdgateway.access.Supervision;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.server.jetty.JettyRequestUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class TerminalConfiguration {

    private static final int LARGEST_MESSAGE = 1024 * 1024;

    @Bean
    TerminalHandler terminalHandler(Access access, Supervision supervision, JsonMapper json, MeterRegistry registry) {
        return new TerminalHandler(access, supervision, json, registry);
    }

    @Bean
    LastWords lastWords(TerminalHandler handler) {
        return new LastWords(handler::isIdle);
    }

    @Bean
    WebSocketConfigurer attachRoute(TerminalHandler handler) {
        var strategy = new JettyRequestUpgradeStrategy();
        strategy.addWebSocketConfigurer(settings -> {
            settings.setMaxBinaryMessageSize(LARGEST_MESSAGE);
            settings.setMaxTextMessageSize(LARGEST_MESSAGE);
            // the heartbeat knows a dead client from one whose input waits
            settings.setIdleTimeout(Duration.ZERO);
        });
        var login = new HttpSessionHandshakeInterceptor(Set.of());
        return registry -> registry.addHandler(handler, TerminalHandler.ROUTE)
                .addInterceptors(login)
                .setHandshakeHandler(new DefaultHandshakeHandler(strategy))
                .addInterceptors(new SourceAddress())
                // the Origin was checked by the security filters, for all routes alike
                .setAllowedOriginPatterns("*");
    }
}
