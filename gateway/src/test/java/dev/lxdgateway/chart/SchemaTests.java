package dev.lxdgateway.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replica=1",
                "replicas=2",
                "rollout.drainTimeOut=30s",
                "rollout.drainTimeout=30",
                "rollout.drainTimeout=1h30m",
                "rollout.restartOn[0]=config",
                "image.tags=1",
                "image.digest=sha256:12",
                "image.pullPolicy=always",
                "image.pullSecrets[0].nam=registry",
                "remotes.main.uri=https://lxd.example.com:8443",
                "remotes.main.url=http://lxd.example.com:8443",
                "remotes.main.existingSecret=x",
                "remotes.Main.socket=/var/lib/lxd/unix.socket",
                "remotes.main.socket=unix.socket",
                "policy.rules[0].name=x",
                "policy.content=rule: []",
                "secrets.existingSecret=x",
                "secrets.properties.SPRING_DATASOURCE_PASSWORD=x",
                "database.url=jdbc:mysql://db/gateway",
                "service.type=External",
                "service.port=70000",
                "ingress.controller=nignx",
                "ingress.hosts=x",
                "ingress.idleTimeout=3600",
                "httpRoute.parentRefs[0].namespace=x",
                "networkPolicy.servers[0].cidr=lxd.example.com",
                "networkPolicy.servers[0].port=8443",
                "networkPolicy.clients[0].namespace=x",
                "podDisruptionBudget.minAvailable=1",
                "serviceMonitor.enable=true",
                "state.persistence.storageClass=x",
                "resources.limit.memory=1Gi",
                "probes.liveness.httpGet=x",
                "podannotations.x=y",
                "extraEnv[0].value=x",
                "extraVolumeMounts[0].name=x",
            })
    void refusesATypo(String set) {
        assertThatThrownBy(() -> Chart.rendered(set))
                .hasMessageContaining("don't meet the specifications of the schema");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            config.gateway.drain.timeout=1m | config has gateway.drain.timeout, which the value rollout.drainTimeout decides; set that
            config.gateway\\.drain\\.timeout=1m | config has gateway.drain.timeout, which the value rollout.drainTimeout decides; set that
            config.spring.datasource.url=jdbc:x | config has spring.datasource.url, which the value database.url decides; set that
            config.spring.datasource.password=x | config has spring.datasource.password, which is secret and would be in a ConfigMap
            config.gateway.access.admin-token=x | config has gateway.access.admin-token, which is secret and would be in a ConfigMap
            config.server.port=9000 | config has server.port, which is always 8080 in the pod; the Service's is service.port
            config.management.server.port=9001 | config has management.server.port, which is always 8081
            policy.existingConfigMap=a,policy.existingSecret=b | policy has more than one of
            remotes.main.url=https://10.1.2.3:8443 | remotes.main has a url; it needs existingSecret
            remotes.main.url=https://10.1.2.3:8443,remotes.main.existingSecret=x | list its address in networkPolicy.servers
            database.url=jdbc:postgresql://db/gateway | list its address in networkPolicy.database
            config.gateway.access.jwt.issuer=https://login.example.com | list its address in networkPolicy.identityProvider
            defaultRemote=far,remotes.near.socket=/run/lxd/unix.socket | defaultRemote is far, which is none of remotes: near
            httpRoute.enabled=true | httpRoute.enabled needs httpRoute.parentRefs
            """)
    void refusesWhatCannotWorkAndSaysWhatTo(String set, String message) {
        assertThatThrownBy(() -> Chart.rendered(set.split(","))).hasMessageContaining(message);
    }

    @Test
    void takesASecretThatIsAPlaceholder() {
        var chart = Chart.rendered("config.spring.datasource.password=${PASSWORD}");

        assertThat(chart.the(ConfigMap.class).getData().get("application.yaml")).contains("${PASSWORD}");
    }
}
