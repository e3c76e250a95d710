package dev.lxdgateway.chart;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ByteArrayResource;

/** The application.yaml that a chart makes. */
record ApplicationYaml(String text) {

    static ApplicationYaml of(Chart chart) {
        return new ApplicationYaml(chart.all(ConfigMap.class).stream()
                .map(map -> map.getData().get("application.yaml"))
                .filter(text -> text != null)
                .findFirst()
                .orElseThrow());
    }

    /** Its properties as Spring Boot reads them: of two documents that have one, the later counts. */
    Map<String, String> properties() {
        var properties = new TreeMap<String, String>();
        for (var source : sources()) {
            for (var name : source.getPropertyNames()) {
                properties.put(name, String.valueOf(source.getProperty(name)));
            }
        }
        return properties;
    }

    private List<EnumerablePropertySource<?>> sources() {
        try {
            return new YamlPropertySourceLoader()
                    .load("application.yaml", new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8))).stream()
                            .<EnumerablePropertySource<?>>map(source -> (EnumerablePropertySource<?>) source)
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
