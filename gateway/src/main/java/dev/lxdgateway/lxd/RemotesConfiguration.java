package dev.lxdgateway.lxd;

import java.util.LinkedHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RemotesConfiguration {

    @Bean
    JettyResources jettyResources() {
        return new JettyResources();
    }

    @Bean
    Certificates certificates(RemotesProperties properties) {
        return new Certificates(properties.endpoints());
    }

    @Bean
    Remotes remotes(RemotesProperties properties, LxdLimits limits, JettyResources resources, LxdObserver observer) {
        var byName = new LinkedHashMap<String, Lxd>();
        properties
                .endpoints()
                .forEach((name, endpoint) ->
                        byName.put(name, new LxdClient(name, endpoint, limits, resources, observer)));
        return new Remotes(byName, properties.defaultProject());
    }
}
