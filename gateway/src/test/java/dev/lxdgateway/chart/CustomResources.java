package dev.lxdgateway.chart;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the chart uses of resources that are not Kubernetes' own, and of which there is no other model. */
final class CustomResources {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Map<String, Class<?>> TYPES = Map.of(
            "monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class,
            "monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class,
            "gateway.envoyproxy.io/v1alpha1/BackendTrafficPolicy", BackendTrafficPolicy.class);

    record Metadata(String name, Map<String, String> labels) {}

    record Labels(Map<String, String> matchLabels) {}

    record ServiceMonitor(String apiVersion, String kind, Metadata metadata, Monitored spec) {}

    record Monitored(Labels selector, List<Scrape> endpoints) {}

    record Scrape(String port, String path, String interval, List<Relabel> relabelings) {}

    record Relabel(String targetLabel, String replacement) {}

    record PrometheusRule(String apiVersion, String kind, Metadata metadata, Rules spec) {}

    record Rules(List<Group> groups) {}

    record Group(String name, @Nullable String interval, List<Rule> rules) {}

    record Rule(
            @Nullable String alert,
            @Nullable String record,
            String expr,
            @Nullable String keep_firing_for,
            @Nullable Map<String, String> labels,
            @Nullable Map<String, String> annotations,

            @com.fasterxml.jackson.annotation.JsonProperty("for") @Nullable String pending) {}

    record BackendTrafficPolicy(String apiVersion, String kind, Metadata metadata, Traffic spec) {}

    record Traffic(List<Target> targetRefs, Timeout timeout) {}

    record Target(String group, String kind, String name) {}

    record Timeout(Http http) {}

    record Http(String requestTimeout, String maxStreamDuration, String streamIdleTimeout) {}

    private CustomResources() {}

    /** The resource, whose fields must all be known. */
    static Object read(String document) {
        Map<String, Object> map = new Yaml().load(document);
        var name = "%s/%s".formatted(map.get("apiVersion"), map.get("kind"));
        var type = TYPES.get(name);
        if (type == null) {
            throw new AssertionError("the chart makes a %s, of which no model is known".formatted(name));
        }
        return STRICT.convertValue(map, type);
    }
}
