package dev.lxdgateway.operations;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.exporter.SpanExportingPredicate;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is traced, if anything is. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(TracingSwitch.PROPERTY)
class TracingConfiguration {

    private static final List<String> PROBES = List.of("/actuator", "/livez", "/readyz");

    @Bean
    SessionTraces sessionTraces(Tracer tracer) {
        return new SessionTraces(tracer);
    }

    /** Nobody looks for the traces of those who look whether it is up. */
    @Bean
    SpanExportingPredicate withoutProbes() {
        return span -> PROBES.stream()
                .noneMatch(probe -> span.getTags().getOrDefault("http.url", "").startsWith(probe));
    }
}
