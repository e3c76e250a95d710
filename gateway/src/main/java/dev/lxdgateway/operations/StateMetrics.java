package dev.lxdgateway.operations;

import dev.lxdgateway.access.ApiTokens;
import dev.lxdgateway.metrics.Meters;
import dev.lxdgateway.metrics.Metric;
import dev.lxdgateway.policy.PolicySource;
import dev.lxdgateway.session.Load;
import dev.lxdgateway.session.Sessions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.ToLongFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** What there is at the moment that somebody looks: sessions and what they carry, tokens, the policy. */
@Component
final class StateMetrics {

    private static final Duration SCRAPE = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Meters meters;

    StateMetrics(
            Sessions sessions,
            ApiTokens tokens,
            PolicySource policy,
            ObjectProvider<BuildProperties> build,
            MeterRegistry registry) {
        meters = new Meters(registry);
        sessions(sessions);
        load(new Memo<>(SCRAPE, sessions::load));
        policy(policy);
        meters.gauge(Metric.TOKENS, new Memo<>(MINUTE, tokens::good)::get);
        var version =
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("unknown");
        meters.gauge(Metric.BUILD, () -> 1, version);
    }

    private void sessions(Sessions sessions) {
        meters.gauge(Metric.SESSIONS_ACTIVE, sessions::active);
        meters.gauge(Metric.SESSIONS_LIMIT, () -> sessions.settings().limits().sessions());
        meters.gauge(Metric.SESSIONS_WAITING, sessions::waiting);
        meters.gauge(Metric.OUTPUT_SPILLED, sessions::spilled);
    }

    private void load(Memo<Load> load) {
        gauge(Metric.OUTPUT_HELD_STREAMS, load, Load::held);
        gauge(Metric.OUTPUT_BACKLOG, load, Load::backlog);
        gauge(Metric.CLIENT_UNACKNOWLEDGED, load, Load::unacknowledged);
        gauge(Metric.ATTACHMENTS, load, Load::writers, "writer");
        gauge(Metric.ATTACHMENTS, load, Load::observers, "observer");
    }

    private void gauge(Metric metric, Memo<Load> load, ToLongFunction<Load> part, String... labels) {
        meters.gauge(metric, () -> part.applyAsLong(load.get()), labels);
    }

    private void policy(PolicySource policy) {
        var taken = meters.counter(Metric.POLICY_RELOADS, "ok");
        var refused = meters.counter(Metric.POLICY_RELOADS, "failed");
        policy.onChange(taken::increment);
        policy.onRefused(_ -> refused.increment());
        meters.gauge(Metric.POLICY_VALID, () -> policy.isValid() ? 1 : 0);
        meters.gauge(Metric.POLICY_LOADED, () -> RemotesProbe.seconds(policy.loadedAt()));
    }
}
