package dev.lxdgateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.policy.Subject;
import dev.lxdgateway.session.Quota;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuotasTests {

    private static Quota quota(int sessions) {
        return new Quota(sessions, 1, null, null, 1, 1, 0);
    }

    private final Quotas quotas = new Quotas(
            quota(1),
            List.of(
                    new Quotas.Special(List.of("user:ann", "token:ci*"), List.of(), quota(2)),
                    new Quotas.Special(List.of(), List.of("dev-*"), quota(3)),
                    new Quotas.Special(List.of("user:*"), List.of(), quota(4))));

    private int of(Subject subject) {
        return quotas.of(subject).sessions();
    }

    @Test
    void takesTheFirstThatIsForTheCaller() {
        assertThat(of(Subject.user("ann", Set.of("dev-east")))).isEqualTo(2);
        assertThat(of(Subject.token("ci-7"))).isEqualTo(2);
        assertThat(of(Subject.user("bob", Set.of("dev-east")))).isEqualTo(3);
        assertThat(of(Subject.user("bob", Set.of("ops")))).isEqualTo(4);
    }

    @Test
    void takesWhatIsUsualForAllOthers() {
        assertThat(of(Subject.token("deploy"))).isEqualTo(1);
        assertThat(of(Subject.token("user:ann"))).isEqualTo(1);
    }
}
