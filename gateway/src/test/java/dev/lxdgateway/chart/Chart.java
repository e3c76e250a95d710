package dev.lxdgateway.chart;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The chart, rendered as Helm does. */
record Chart(String yaml) {

    static final Path DIRECTORY = Path.of("../helm/lxd-gateway");
    static final String RELEASE = "demo";

    private static final Map<Object, Chart> RENDERED = new ConcurrentHashMap<>();

    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

    /** The values of ci/NAME-values.yaml. */
    static Path values(String name) {
        return DIRECTORY.resolve("ci/%s-values.yaml".formatted(name));
    }

    static Stream<Path> allValues() {
        try (var files = Files.list(DIRECTORY.resolve("ci"))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rendered with a file of values, and with some set as by --set: a=1. */
    static Chart rendered(Path values, String... set) {
        return RENDERED.computeIfAbsent(List.of(values, List.of(set)), _ -> render(values, set));
    }

    private static Chart render(Path values, String... set) {
        var template = new Helm(WhollyRendered.DIRECTORY)
                .template()
                .withName(RELEASE)
                .withNamespace("lxd")
                .withKubeVersion("1.33.0")
                .withValuesFile(values);
        for (var pair : set) {
            var at = pair.indexOf('=');
            template.set(pair.substring(0, at), pair.substring(at + 1));
        }
        return new Chart(template.call());
    }

    static Chart rendered(String... set) {
        return rendered(values("default"), set);
    }

    /** What is said after an installation. */
    String notes() {
        return Objects.requireNonNull(
                the(ConfigMap.class, WhollyRendered.NOTES).getData().get("notes"));
    }

    List<String> documents() {
        return Arrays.stream(yaml.split("(?m)^---\\s*$"))
                .filter(document -> new Yaml().load(document) != null)
                .toList();
    }

    List<HasMetadata> resources() {
        return documents().stream()
                .map(document -> (HasMetadata) KUBERNETES.unmarshal(document))
                .toList();
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return resources().stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends HasMetadata> T the(Class<T> type) {
        return the(type, "demo-lxd-gateway");
    }

    <T extends HasMetadata> T the(Class<T> type, String name) {
        return all(type).stream()
                .filter(resource -> name.equals(resource.getMetadata().getName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s %s in%n%s".formatted(type.getSimpleName(), name, yaml)));
    }
}
