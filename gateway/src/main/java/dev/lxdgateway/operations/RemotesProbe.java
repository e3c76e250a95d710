package dev.lxdgateway.operations;

import dev.lxdgateway.lxd.Lxd;
import dev.lxdgateway.lxd.LxdException;
import dev.lxdgateway.lxd.Remotes;
import dev.lxdgateway.metrics.Meters;
import dev.lxdgateway.metrics.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/** Asks each remote now and then whether it answers; one that does not never keeps another from being asked. */
@Component
final class RemotesProbe implements SchedulingConfigurer {

    private static final Logger log = LoggerFactory.getLogger(RemotesProbe.class);

    private final List<Probe> probes;
    private final InstantSource clock;
    private final Duration interval;

    RemotesProbe(
            Remotes remotes,
            HealthProperties properties,
            MeterRegistry registry,
            LxdMetrics lxdMetrics,
            InstantSource clock) {
        this.interval = properties.interval();
        var meters = new Meters(registry);
        this.clock = clock;
        remotes.all().forEach(lxd -> lxdMetrics.begin(lxd.remote()));
        probes = remotes.all().stream().map(lxd -> new Probe(lxd, meters)).toList();
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedRateTask(this::ask, interval);
    }

    private void ask() {
        probes.forEach(probe -> Thread.ofVirtual().name("remotes-probe").start(probe::ask));
    }

    private final class Probe {

        private final Lxd lxd;
        private final AtomicBoolean asking = new AtomicBoolean();
        private volatile boolean up;
        private volatile boolean complained;
        private volatile double latency = Double.NaN;
        private volatile Instant lastSuccess = Instant.EPOCH;

        Probe(Lxd lxd, Meters meters) {
            this.lxd = lxd;
            meters.gauge(Metric.REMOTE_UP, () -> up ? 1 : 0, lxd.remote());
            meters.gauge(Metric.REMOTE_LATENCY, () -> latency, lxd.remote());
            meters.gauge(Metric.REMOTE_LAST_SUCCESS, () -> seconds(lastSuccess), lxd.remote());
        }

        void ask() {
            if (!asking.compareAndSet(false, true)) {
                return;
            }
            try {
                long asked = System.nanoTime();
                up = lxd.server().trusted();
                latency = (System.nanoTime() - asked) / 1e9;
                lastSuccess = clock.instant();
                complained = false;
            } catch (LxdException e) {
                up = false;
                complain(e);
            } finally {
                asking.set(false);
            }
        }

        private void complain(LxdException problem) {
            if (!complained) {
                complained = true;
                log.atWarn()
                        .addKeyValue("remote", lxd.remote())
                        .log("Remote does not answer: {}", problem.getMessage());
            }
        }
    }

    static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1e3;
    }
}
