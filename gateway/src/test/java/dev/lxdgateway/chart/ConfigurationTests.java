package dev.lxdgateway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.PropertyNames;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.StandardEnvironment;

class ConfigurationTests {

    static Stream<Path> values() {
        return Chart.allValues();
    }

    @ParameterizedTest
    @MethodSource("values")
    void setsPropertiesThatThereAre(Path values) {
        var chart = Chart.rendered(values);

        assertThat(ApplicationYaml.of(chart).properties().keySet())
                .allSatisfy(
                        name -> assertThat(PropertyNames.known(name)).as(name).isTrue());
        assertThat(chart.all(Secret.class))
                .filteredOn(secret -> secret.getType() == null)
                .flatExtracting(secret -> secret.getStringData().keySet())
                .allSatisfy(name -> assertThat(PropertyNames.known(String.valueOf(name)))
                        .as("%s", name)
                        .isTrue());
    }

    @Test
    void tellsATypoFromAProperty() {
        assertThat(PropertyNames.known("gateway.exec.hangup.grace")).isTrue();
        assertThat(PropertyNames.known("gateway.exec.hangup.grade")).isFalse();
        assertThat(PropertyNames.known("gateway.remotes.main.server-certificate"))
                .isTrue();
        assertThat(PropertyNames.known("gateway.remotes.main.server-cert")).isFalse();
        assertThat(PropertyNames.known("server.adress")).isFalse();
    }

    @Test
    void isReadAsTheImageReadsIt(@TempDir Path directory) throws IOException {
        var chart = Chart.rendered(Chart.values("everything"));
        var secrets = Files.createDirectories(directory.resolve("secrets"));
        for (var secret : chart.all(Secret.class)) {
            for (var entry : secret.getStringData().entrySet()) {
                Files.writeString(secrets.resolve(entry.getKey()), entry.getValue() + "\n");
            }
        }
        Files.writeString(
                directory.resolve("application.yaml"),
                ApplicationYaml.of(chart).text().replace("/run/secrets/lxd-gateway", secrets.toString()));

        var environment = new StandardEnvironment();
        environment.getSystemProperties().put("spring.config.additional-location", "file:%s/".formatted(directory));
        try {
            ConfigDataEnvironmentPostProcessor.applyTo(environment);
        } finally {
            System.clearProperty("spring.config.additional-location");
        }

        assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("not-a-real-password");
        assertThat(environment.getProperty("spring.datasource.url"))
                .isEqualTo("jdbc:postgresql://db.example.com:5432/gateway");
        assertThat(environment.getProperty("spring.security.oauth2.client.registration.example.client-secret"))
                .isEqualTo("not-a-real-secret");
        assertThat(environment.getProperty("gateway.remotes.main.client-key"))
                .isEqualTo("/etc/lxd-gateway/remotes/main/tls.key");
        assertThat(environment.getProperty("gateway.access.admin-token-enabled"))
                .isEqualTo("false");
        assertThat(environment.getProperty("gateway.limits.starts"))
                .as("not 1.2e+07")
                .isEqualTo("12000000");
        assertThat(environment.getProperty("server.address")).isEqualTo("0.0.0.0");
        assertThat(environment.getProperty("server.shutdown"))
                .as("the application's own stays")
                .isEqualTo("graceful");
    }

    @Test
    void hasFilesWhereTheConfigurationNamesThem() {
        var chart = Chart.rendered(Chart.values("everything"));
        var pod = chart.all(Deployment.class).getFirst().getSpec().getTemplate().getSpec();

        assertThat(pod.getVolumes())
                .filteredOn(volume -> volume.getName().equals("configuration"))
                .flatExtracting(volume -> volume.getProjected().getSources())
                .flatExtracting(source -> source.getConfigMap() != null
                        ? source.getConfigMap().getItems()
                        : source.getSecret().getItems())
                .extracting("path")
                .containsExactlyInAnyOrder(
                        "application.yaml",
                        "policy.yaml",
                        "remotes/main/server.crt",
                        "remotes/main/tls.crt",
                        "remotes/main/tls.key");
        assertThat(chart.all(ConfigMap.class).getFirst().getData())
                .containsKeys("application.yaml", "policy.yaml", "main.server.crt");
    }
}
