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
    Remotes remotes(RemotesProperties properties, LxdLimits limits, JettyResources resources) {
        var byName = new LinkedHashMap<String, Lxd>();
        properties
                .endpoints()
                .forEach((name, endpoint) -> byName.put(name, new LxdClient(name, endpoint, limits, resources)));
        return new Remotes(byName, properties.defaultProject());
    }
}
