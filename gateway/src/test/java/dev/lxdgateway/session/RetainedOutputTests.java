package dev.lxdgateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.session.Attachment.Mode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetainedOutputTests extends PlayedSession {

    private final RetainedOutput retained = new RetainedOutput(250_000, new Hits(observer));

    private Session ended(int bytes) {
        var session = session(GOOD, null);
        exec.output(bytes);
        exit(0);
        end(session);
        retained.add(session);
        return session;
    }

    private static boolean isKept(Session session) {
        return session.summary().outputStart() < session.summary().outputEnd();
    }

    private void perCaller(long output) {
        quota = new Quota(10, 1000, null, null, output, 10_000_000, 0);
    }

    @Test
    void keepsTheNewestOfACaller() {
        perCaller(200_000);
        var first = ended(90_000);
        var second = ended(90_000);
        assertThat(retained.byCaller()).isEqualTo(Map.of("tester", 180_000L));

        var third = ended(90_000);

        assertThat(isKept(first)).isFalse();
        assertThat(isKept(second)).isTrue();
        assertThat(isKept(third)).isTrue();
        assertThat(retained.byCaller()).isEqualTo(Map.of("tester", 180_000L));
        assertThat(observer.limits).containsExactly("output-per-caller");
    }

    @Test
    void letsGoLastOfWhatIsRead() {
        perCaller(200_000);
        var read = session(GOOD, null);
        var client = FakeClient.stalled();
        attach(read, client, Mode.WRITER);
        exec.output(90_000);
        exit(0);
        end(read);
        retained.add(read);
        var other = ended(90_000);

        ended(90_000);
        assertThat(isKept(read)).isTrue();
        assertThat(isKept(other)).isFalse();
        client.goOn();
    }

    @Test
    void keepsNoMoreThanThereMayBeInAll() {
        perCaller(1_000_000);
        var first = ended(90_000);
        ended(90_000);
        ended(90_000);

        assertThat(isKept(first)).isFalse();
        assertThat(observer.limits).containsExactly("retained-output");
    }

    @Test
    void countsNothingOfWhatIsForgotten() {
        var session = ended(90_000);
        retained.remove(session);

        assertThat(retained.byCaller()).isEmpty();
        assertThat(isKept(session)).isFalse();
    }
}
