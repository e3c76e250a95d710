package dev.lxdgateway.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** Leaves everything out that is for traces, threads and exporter too, unless {@code gateway.tracing.enabled} is true. */
final class TracingSwitch implements AutoConfigurationImportFilter, EnvironmentAware {

    static final String PROPERTY = "gateway.tracing.enabled";

    private static final List<String> TRACING =
            List.of("org.springframework.boot.micrometer.tracing.", "org.springframework.boot.opentelemetry.");

    private boolean enabled;

    @Override
    public void setEnvironment(Environment environment) {
        enabled = environment.getProperty(PROPERTY, Boolean.class, false);
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        var wanted = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            var name = classes[i];
            wanted[i] = enabled || name == null || TRACING.stream().noneMatch(name::startsWith);
        }
        return wanted;
    }
}
