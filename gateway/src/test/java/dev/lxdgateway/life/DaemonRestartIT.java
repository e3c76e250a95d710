package dev.lxdgateway.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of execs whose server goes away under them: it ends by a KILL, and is started again. */
final class DaemonRestartIT extends WithGateway {

    private static final String INSTANCE = "demo";

    @ParameterizedTest
    @MethodSource("labRemotes")
    void endsWithTheServerAndRecoversWithIt(String remote) {
        var work = Work.begin(api(), remote, INSTANCE);
        try (work) {
            assertThat(ProcessHandle.of(pid(remote)).orElseThrow().destroyForcibly())
                    .isTrue();
            try {
                work.assertEnded("lxd-lost");
                assertThat(work.codes()).containsOnly(-1);
                Work.assertNothingLeft(management());
            } finally {
                Lab.get().command("up").orFail();
            }
        }
        Work.assertExecWorks(api(), remote, INSTANCE);
        Work.assertNoOperation(remote, INSTANCE);
        // no server is there to kill a command by pipes when its own goes
        api().exec(remote, "pkill", "-KILL", "-f", "echo begun");
    }

    private static long pid(String remote) {
        var status = Lab.get().command("status").orFail();
        var pid = Pattern.compile("(?m)^%s: .* pid (\\d+),".formatted(remote)).matcher(status.output());
        assertThat(pid.find()).as(status.output()).isTrue();
        return Long.parseLong(pid.group(1));
    }
}
