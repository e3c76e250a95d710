package dev.lxdgateway.access;

import dev.lxdgateway.lxd.Remotes;
import dev.lxdgateway.policy.PolicySource;
import dev.lxdgateway.session.Sessions;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import tools.jackson.databind.json.JsonMapper;

/** Who is known, and what they may do. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AccessConfiguration {

    private static final long LOOK_MS = 1000;

    @Bean
    PolicySource policySource(AccessProperties properties, InstantSource clock) {
        return properties.policy() == null ? PolicySource.closed(clock) : PolicySource.of(properties.policy(), clock);
    }

    @Bean
    Access access(PolicySource policy, Remotes remotes, Trail trail) {
        return new Access(policy, remotes, trail);
    }

    @Bean
    Watch watch(Access access, PolicySource policy, Logins logins) {
        return new Watch(access, policy, logins::vouchFor);
    }

    @Bean
    Supervision supervision(Sessions sessions, Access access, Trail trail, Watch watch) {
        return new Supervision(sessions, access, trail, watch);
    }

    @Bean
    ApiTokens apiTokens(JdbcClient database, JsonMapper json, InstantSource clock) {
        return new ApiTokens(database, json, clock);
    }

    @Bean
    Credentials credentials(AccessProperties properties, ApiTokens tokens) {
        return new Credentials(properties.adminTokenEnabled() ? AdminToken.of(properties) : null, tokens);
    }

    @Bean
    Rounds rounds(PolicySource policy, Watch watch) {
        return new Rounds(policy, watch);
    }

    /** Looks for changes of what is allowed. */
    static final class Rounds {

        private final PolicySource policy;
        private final Watch watch;

        Rounds(PolicySource policy, Watch watch) {
            this.policy = policy;
            this.watch = watch;
        }

        @Scheduled(fixedDelay = LOOK_MS)
        void go() {
            policy.refresh();
            watch.look();
        }
    }
}
