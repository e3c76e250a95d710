package dev.lxdgateway.operations;

import dev.lxdgateway.lxd.Lxd;
import dev.lxdgateway.lxd.LxdException;
import dev.lxdgateway.lxd.Remotes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health of each remote: whether it answers, what it is, and what its exec can't be trusted with. */
@Configuration(proxyBeanMethods = false)
class RemotesHealth {

    @Bean
    HealthContributor remotesHealthContributor(Remotes remotes) {
        Map<String, HealthIndicator> indicators = new LinkedHashMap<>();
        remotes.all().forEach(lxd -> indicators.put(lxd.remote(), () -> health(lxd)));
        return CompositeHealthContributor.fromMap(indicators);
    }

    private static Health health(Lxd lxd) {
        try {
            var server = lxd.server();
            var health = server.trusted()
                    ? Health.up()
                    : Health.down().withDetail("problem", "the server does not trust this gateway's certificate");
            health.withDetail("server", server.kind()).withDetail("version", server.version());
            var capabilities = lxd.capabilities();
            if (!capabilities.keepsTerminalTail()) {
                health.withDetail(
                        "warning",
                        "this version loses the end of some terminals' output, whoever the client is; use LXD 5.0.3 or"
                                + " later, or Incus");
            }
            return health.build();
        } catch (LxdException e) {
            return Health.down()
                    .withDetail("problem", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
