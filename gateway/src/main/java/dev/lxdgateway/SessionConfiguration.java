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
        var flow = exec.flow();
        var output = exec.output();
        var drain = exec.drain();
        return new SessionSettings(
                new SessionSettings.Flow(Math.toIntExact(flow.window().toBytes()), flow.maxStall()),
                new SessionSettings.Output(
                        output.memory().toBytes(),
                        output.unattended().toBytes(),
                        output.spill().toBytes(),
                        output.directoryOrDefault()),
                new SessionSettings.Drain(
                        drain.quiet(),
                        drain.max(),
                        drain.tailLimit().toBytes(),
                        exec.compat().ptyLinger().time()),
                exec.hangup().grace(),
                session.detachTimeout(),
                session.retention(),
                session.retained());
    }
}
