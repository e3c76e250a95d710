package dev.lxdgateway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartTests {

    static Stream<Path> values() {
        return Chart.allValues();
    }

    @Test
    void passesLintWithoutAWarning() {
        var lint = new Helm(Chart.DIRECTORY).lint().strict().call();

        assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
        assertThat(String.join("\n", lint.getMessages())).doesNotContain("[WARNING]", "[ERROR]");
    }

    @ParameterizedTest
    @MethodSource("values")
    void makesResourcesWithoutAnUnknownField(Path values) {
        var serialization = new KubernetesSerialization();
        for (var document : Chart.rendered(values).documents()) {
            HasMetadata resource = serialization.unmarshal(document);
            if (resource instanceof GenericKubernetesResource) {
                assertThat(CustomResources.read(document)).isNotNull();
            } else {
                assertThat(UnknownFields.of(resource)).as(document).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void givesEachResourceANameOfItsOwnAndTheLabels(Path values) {
        var seen = new HashSet<String>();
        for (var resource : Chart.rendered(values).resources()) {
            var name = resource.getKind() + "/" + resource.getMetadata().getName();
            assertThat(seen.add(name)).as("%s is there once", name).isTrue();
            assertThat(resource.getMetadata().getLabels())
                    .as(name)
                    .containsKeys("app.kubernetes.io/name", "app.kubernetes.io/version", "helm.sh/chart")
                    .containsEntry("app.kubernetes.io/instance", Chart.RELEASE);
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void restrictsEveryPod(Path values) {
        var chart = Chart.rendered(values);
        for (var pod : List.of(
                chart.all(Deployment.class).getFirst().getSpec().getTemplate().getSpec(),
                chart.all(Pod.class).getFirst().getSpec())) {
            restricted(pod);
            pod.getContainers().forEach(ChartTests::restricted);
        }
        assertThat(chart.all(ServiceAccount.class))
                .allSatisfy(account ->
                        assertThat(account.getAutomountServiceAccountToken()).isFalse());
    }

    /** What the Pod Security Standard "restricted" asks for, and more. */
    private static void restricted(PodSpec pod) {
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks())
                .as("a Service named gateway would set GATEWAY_PORT")
                .isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10001);
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getHostNetwork()).isNull();
    }

    private static void restricted(Container container) {
        var security = container.getSecurityContext();
        assertThat(security.getAllowPrivilegeEscalation()).isFalse();
        assertThat(security.getReadOnlyRootFilesystem()).isTrue();
        assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(security.getPrivileged()).isNull();
        assertThat(container.getVolumeMounts())
                .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                .extracting("mountPath")
                .isSubsetOf("/tmp", "/var/lib/lxd-gateway");
        assertThat(container.getResources().getLimits()).containsKey("memory");
    }

    @ParameterizedTest
    @MethodSource("values")
    void mountsEachVolumeThatItHasAndHasEachThatItMounts(Path values) {
        var pod = Chart.rendered(values)
                .all(Deployment.class)
                .getFirst()
                .getSpec()
                .getTemplate()
                .getSpec();

        var mounts = pod.getContainers().getFirst().getVolumeMounts();

        assertThat(mounts)
                .extracting("name")
                .containsExactlyInAnyOrderElementsOf(pod.getVolumes().stream()
                        .map(volume -> volume.getName())
                        .toList());
        assertThat(mounts).extracting("mountPath").doesNotHaveDuplicates();
    }

    @Test
    void mountsNothingOfTheNodeUnlessToldTo() {
        var pod = Chart.rendered().the(Deployment.class).getSpec().getTemplate().getSpec();

        assertThat(pod.getVolumes())
                .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
    }

    @Test
    void mountsTheDirectoryOfASocketForItsGroup() {
        var pod = Chart.rendered(Chart.values("unix-socket"))
                .the(Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec();

        assertThat(pod.getVolumes())
                .filteredOn(volume -> volume.getHostPath() != null)
                .singleElement()
                .satisfies(volume -> assertThat(volume.getHostPath().getPath()).isEqualTo("/var/snap/lxd/common/lxd"));
        assertThat(pod.getSecurityContext().getSupplementalGroups()).containsExactly(999L);
    }

    @ParameterizedTest
    @MethodSource("values")
    void keepsManagementInsideTheCluster(Path values) {
        var chart = Chart.rendered(values);

        assertThat(chart.all(Service.class))
                .filteredOn(service -> service.getSpec().getPorts().stream().anyMatch(port -> port.getPort() == 8081))
                .singleElement()
                .satisfies(service -> {
                    assertThat(service.getSpec().getType()).isEqualTo("ClusterIP");
                    assertThat(service.getSpec().getPorts()).hasSize(1);
                    assertThat(service.getMetadata().getName()).endsWith("-management");
                });
        assertThat(chart.documents())
                .filteredOn(document -> document.contains("kind: Ingress") || document.contains("kind: HTTPRoute"))
                .allSatisfy(document -> assertThat(document).doesNotContain("management", "8081"));
    }

    @Test
    void putsSecretsIntoSecretsAlone() {
        var chart = Chart.rendered(Chart.values("everything"));

        var secrets = chart.all(Secret.class);
        assertThat(secrets)
                .flatExtracting(secret -> secret.getStringData().keySet())
                .containsExactlyInAnyOrder(
                        "spring.datasource.password",
                        "spring.security.oauth2.client.registration.example.client-secret",
                        "tls.crt",
                        "tls.key");
        assertThat(chart.documents())
                .filteredOn(document -> !document.contains("kind: Secret"))
                .allSatisfy(document ->
                        assertThat(document).doesNotContain("not-a-real-", "PRIVATE KEY", "MIIBclient", "MIIBkey"));
        assertThat(chart.all(ConfigMap.class).getFirst().getData()).containsKey("main.server.crt");
    }
}
