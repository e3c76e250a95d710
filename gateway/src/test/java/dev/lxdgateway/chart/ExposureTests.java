package dev.lxdgateway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposureTests {

    @ParameterizedTest
    @CsvSource({
        "nginx, nginx.ingress.kubernetes.io/proxy-read-timeout, 3600",
        "nginx, nginx.ingress.kubernetes.io/proxy-send-timeout, 3600",
        "nginx, nginx.ingress.kubernetes.io/proxy-buffering, off",
        "nginx, nginx.ingress.kubernetes.io/proxy-request-buffering, off",
        "nginx, nginx.ingress.kubernetes.io/proxy-body-size, 0",
        "nginx, cert-manager.io/cluster-issuer, letsencrypt",
        "traefik, traefik.ingress.kubernetes.io/router.entrypoints, websecure",
        "haproxy, haproxy.org/forwarded-for, true",
        "haproxy, haproxy.org/timeout-server, 2h",
        "haproxy-ingress, haproxy-ingress.github.io/timeout-tunnel, 1h",
    })
    void keepsTerminalsOpenThroughAController(String values, String annotation, String value) {
        var ingress = Chart.rendered(Chart.values(values)).the(Ingress.class);

        assertThat(ingress.getMetadata().getAnnotations()).containsEntry(annotation, value);
        assertThat(ingress.getSpec().getIngressClassName()).isEqualTo(values.replace("-ingress", ""));
    }

    @Test
    void letsAnAnnotationCountBeforeTheControllers() {
        var ingress = Chart.rendered(
                        Chart.values("nginx"),
                        "ingress.annotations.nginx\\.ingress\\.kubernetes\\.io/proxy-body-size=1g")
                .the(Ingress.class);

        assertThat(ingress.getMetadata().getAnnotations())
                .containsEntry("nginx.ingress.kubernetes.io/proxy-body-size", "1g");
    }

    @Test
    void keepsTerminalsOpenThroughAGateway() {
        var chart = Chart.rendered(Chart.values("envoy-gateway"));

        var rule = chart.the(HTTPRoute.class).getSpec().getRules().getFirst();
        assertThat(rule.getTimeouts().getRequest()).isEqualTo("0s");
        assertThat(rule.getTimeouts().getBackendRequest()).isEqualTo("0s");
        assertThat(chart.yaml()).contains("kind: BackendTrafficPolicy", "streamIdleTimeout: 8h");
        assertThat(Chart.rendered(Chart.values("httproute")).yaml()).doesNotContain("BackendTrafficPolicy");
    }

    @Test
    void leadsToThePortThatTheServiceHas() {
        var chart = Chart.rendered(Chart.values("everything"));

        var backend = chart.all(HTTPRoute.class)
                .getFirst()
                .getSpec()
                .getRules()
                .getFirst()
                .getBackendRefs()
                .getFirst();
        assertThat(chart.the(Service.class, backend.getName())
                        .getSpec()
                        .getPorts()
                        .getFirst()
                        .getPort())
                .isEqualTo(backend.getPort());
    }

    @Test
    void letsInOnlyWhoIsNamedAndOutOnlyToWhatIsNamed() {
        var policy = Chart.rendered(Chart.values("everything"))
                .all(NetworkPolicy.class)
                .getFirst()
                .getSpec();

        assertThat(policy.getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(policy.getIngress())
                .hasSize(2)
                .allSatisfy(rule -> assertThat(rule.getFrom()).isNotEmpty());
        assertThat(policy.getEgress())
                .allSatisfy(rule -> assertThat(rule.getTo()).isNotEmpty());
        assertThat(policy.getEgress())
                .extracting(ExposureTests::ports)
                .containsExactly(
                        List.of("53", "53"),
                        List.of("8443"),
                        List.of("5432"),
                        List.of("443"),
                        List.of("4318"),
                        List.of("443"));
        assertThat(policy.getEgress().get(1).getTo().getFirst().getIpBlock().getCidr())
                .isEqualTo("10.1.2.3/32");
    }

    private static List<String> ports(NetworkPolicyEgressRule rule) {
        return rule.getPorts().stream()
                .map(port -> String.valueOf(port.getPort().getIntVal()))
                .toList();
    }

    @Test
    void letsOutToNothingButDnsUnlessToldTo() {
        var policy = Chart.rendered().the(NetworkPolicy.class).getSpec();

        assertThat(policy.getEgress())
                .singleElement()
                .extracting(ExposureTests::ports)
                .isEqualTo(List.of("53", "53"));
        assertThat(policy.getIngress().get(1).getFrom())
                .as("of management, only the chart's own test")
                .singleElement()
                .satisfies(peer -> assertThat(peer.getPodSelector().getMatchLabels())
                        .containsEntry("app.kubernetes.io/component", "test"));
    }

    @Test
    void testsBothServices() {
        assertThat(checked())
                .containsExactly(
                        "health-check",
                        "http://demo-lxd-gateway:8080/readyz",
                        "http://demo-lxd-gateway-management:8081/actuator/health/readiness");
        assertThat(checked("config.server.ssl.bundle=gateway"))
                .containsExactly("health-check", "http://demo-lxd-gateway-management:8081/actuator/health/readiness");
    }

    private static List<String> checked(String... set) {
        return Chart.rendered(set)
                .the(Pod.class, "demo-lxd-gateway-test")
                .getSpec()
                .getContainers()
                .getFirst()
                .getArgs();
    }

    @Test
    void saysWhatToDoNext() {
        assertThat(Chart.rendered().notes())
                .contains(
                        "helm -n lxd test demo",
                        "kubectl -n lxd port-forward service/demo-lxd-gateway 8080:8080",
                        "-- cat /var/lib/lxd-gateway/admin-token",
                        "knows no LXD or Incus server yet",
                        "end with the pod")
                .doesNotContain("trustedProxies");
        assertThat(Chart.rendered(Chart.values("nginx")).notes())
                .contains("open https://gateway.example.com/")
                .doesNotContain("port-forward", "knows no", "trustedProxies");
    }
}
