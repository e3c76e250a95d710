package dev.lxdgateway;

import dev.lxdgateway.lxd.Remotes;
import dev.lxdgateway.session.SessionObserver;
import dev.lxdgateway.session.SessionSettings;
import dev.lxdgateway.session.Sessions;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the session package, which knows no Spring, its settings and its collaborators. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    /** Measured: docs/limits.md. */
    private static final long SHARED_BY_PROCESSOR = 16L * 1024 * 1024;

    @Bean
    Sessions sessions(
            Remotes remotes,
            ExecProperties exec,
            SessionProperties session,
            LimitsProperties limits,
            InstantSource clock,
            SessionObserver observer) {
        return new Sessions(remotes, settings(exec, session, limits), clock, observer);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static long quarterOfTheHeap() {
        return Runtime.getRuntime().maxMemory() / 4;
    }

    private static SessionSettings settings(ExecProperties exec, SessionProperties session, LimitsProperties limits) {
        var flow = exec.flow();
        var output = exec.output();
        var drain = exec.drain();
        return new SessionSettings(
                new SessionSettings.Flow(Math.toIntExact(flow.window().toBytes()), flow.maxStall()),
                new SessionSettings.Output(
                        output.memory().toBytes(),
                        QuotaConfiguration.bytes(output.memoryTogether(), quarterOfTheHeap()),
                        output.unattended().toBytes(),
                        output.spill().toBytes(),
                        output.directoryOrDefault()),
                new SessionSettings.Drain(
                        drain.quiet(),
                        drain.max(),
                        drain.tailLimit().toBytes(),
                        exec.compat().ptyLinger().time()),
                new SessionSettings.Limits(
                        limits.sessions(),
                        limits.queue(),
                        limits.queuePerCaller(),
                        limits.queueTime(),
                        limits.starting(),
                        limits.starts(),
                        QuotaConfiguration.bytes(limits.outputRate(), SHARED_BY_PROCESSOR * processors())),
                exec.hangup().grace(),
                session.detachTimeout(),
                session.retention(),
                session.retained(),
                session.retainedOutput().toBytes());
    }
}
