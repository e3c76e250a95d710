package dev.lxdgateway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutTests {

    private static final String SAFE_TO_EVICT = "cluster-autoscaler.kubernetes.io/safe-to-evict";

    @ParameterizedTest
    @CsvSource({
        "30s, 10s, 5s, 90",
        "0s, 10s, 5s, 60",
        "5m, 10s, 5s, 360",
        "2h, 1m, 10s, 7325",
    })
    void waitsAsLongAsTheGatewayMayTake(String drain, String propagation, String hangup, long seconds) {
        var chart = Chart.rendered(
                "rollout.drainTimeout=" + drain, "rollout.propagation=" + propagation, "rollout.hangupGrace=" + hangup);

        var pod = chart.the(Deployment.class).getSpec().getTemplate().getSpec();
        assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(seconds);
        assertThat(pod.getContainers().getFirst().getLifecycle())
                .as("the gateway itself waits for traffic to stop")
                .isNull();
        assertThat(ApplicationYaml.of(chart).properties())
                .containsEntry("gateway.drain.timeout", drain)
                .containsEntry("gateway.drain.propagation", propagation)
                .containsEntry("gateway.exec.hangup.grace", hangup);
    }

    @Test
    void startsTheNewPodFirst() {
        var strategy = Chart.rendered().the(Deployment.class).getSpec().getStrategy();

        assertThat(strategy.getType()).isEqualTo("RollingUpdate");
        assertThat(strategy.getRollingUpdate().getMaxSurge().getIntVal()).isEqualTo(1);
        assertThat(strategy.getRollingUpdate().getMaxUnavailable().getIntVal()).isZero();
    }

    @Test
    void endsTheOldPodFirstWhereTwoCannotShareTheVolume() {
        var strategy = Chart.rendered(Chart.values("persistent"))
                .the(Deployment.class)
                .getSpec()
                .getStrategy();

        assertThat(strategy.getType()).isEqualTo("Recreate");
        assertThat(strategy.getRollingUpdate()).isNull();
    }

    @Test
    void letsANodeBeDrainedUnlessToldNotTo() {
        assertThat(allowedToGo(Chart.rendered())).isEqualTo(1);
        assertThat(allowedToGo(Chart.rendered(Chart.values("persistent")))).isZero();
    }

    private static int allowedToGo(Chart chart) {
        return chart.the(PodDisruptionBudget.class)
                .getSpec()
                .getMaxUnavailable()
                .getIntVal();
    }

    @Test
    void keepsAutoscalersAwayThatWouldKillADrainAfterTenMinutes() {
        assertThat(annotations("rollout.drainTimeout=9m")).doesNotContainKey(SAFE_TO_EVICT);
        assertThat(annotations("rollout.drainTimeout=10m")).containsEntry(SAFE_TO_EVICT, "false");
    }

    @ParameterizedTest
    @CsvSource({
        "config.gateway.limits.sessions, 5, checksum/configuration",
        "rollout.drainTimeout, 3h, checksum/configuration",
        "trustedProxies[0], 10.0.0.0/8, checksum/configuration",
        "secrets.properties.spring\\.datasource\\.password, other, checksum/secrets",
        "secrets.existing[0], other, checksum/secrets",
        "remotes.near.socket, /run/other/unix.socket, checksum/certificates",
        "policy.content, rules: [], checksum/policy",
    })
    void makesNewPodsForWhatChanged(String value, String to, String checksum) {
        var before = new HashMap<>(everythingsAnnotations());

        var after = new HashMap<>(everythingsAnnotations(value + "=" + to));

        assertThat(after.remove(checksum)).as(checksum).isNotEqualTo(before.remove(checksum));
        if (!checksum.equals("checksum/certificates")) {
            assertThat(after).as("and for nothing else").isEqualTo(before);
        }
    }

    @Test
    void makesNoNewPodsForAPolicyWhichTheGatewayReadsAnew() {
        assertThat(annotations("policy.content=rules: [] # 1")).isEqualTo(annotations("policy.content=rules: [] # 2"));
    }

    private static Map<String, String> everythingsAnnotations(String... set) {
        return annotations(Chart.rendered(Chart.values("everything"), set)
                .all(Deployment.class)
                .getFirst());
    }

    private static Map<String, String> annotations(String... set) {
        return annotations(Chart.rendered(set).the(Deployment.class));
    }

    private static Map<String, String> annotations(Deployment deployment) {
        return deployment.getSpec().getTemplate().getMetadata().getAnnotations();
    }
}
