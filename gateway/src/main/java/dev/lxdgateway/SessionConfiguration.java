package dev.lxdgateway;

import dev.lxdgateway.lxd.Remotes;
import dev.lxdgateway.session.SessionObserver;
import dev.lxdgateway.session.SessionSettings;
import dev.lxdgateway.session.Sessions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the session package, which knows no Spring, its settings and its collaborators. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    @Bean
    Sessions sessions(Remotes remotes, ExecProperties exec, SessionProperties session, SessionObserver observer) {
        return new Sessions(remotes, settings(exec, session), Clock.systemUTC(), observer);
    }

    private static SessionSettings settings(ExecProperties exec, SessionProperties session) {
        return new SessionSettings(
                Math.toIntExact(exec.flow().window().toBytes()),
                exec.output().memory().toBytes(),
                exec.output().limit().toBytes(),
                exec.flow().maxStall(),
                exec.drain().quiet(),
                exec.drain().max(),
                exec.drain().tailLimit().toBytes(),
                exec.hangup().grace(),
                session.detachTimeout(),
                session.retention(),
                session.retained());
    }
}
