package dev.lxdgateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** Callers who send or take nothing for longer than the container lets a connection be idle. */
@TestPropertySource(properties = "server.jetty.connection-idle-timeout=500ms")
class QuietCallerIT extends WithGateway {

    private static final String PAUSE = "2";

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2-prior-knowledge"})
    void mayPauseAnUpload(String version) throws Exception {
        assertThat(run(
                        "(echo early; sleep %s; echo late) | curl -sSN %s -H @- -T /dev/fd/3 \"$URL?command=cat\" 3<&0 <<<\"$AUTH\""
                                .formatted(PAUSE, version)))
                .isEqualTo("early\nlate\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2-prior-knowledge"})
    void mayPauseTheirReading(String version) throws Exception {
        assertThat(run(
                        "curl -sSN %s -H @- -X POST \"$URL?command=head&command=-c&command=50000000&command=/dev/zero\" <<<\"$AUTH\""
                                        .formatted(version)
                                + " | (sleep %s; wc -c)".formatted(PAUSE)))
                .isEqualTo("50000000\n");
    }

    @Test
    void mayPauseASessionsInput() throws Exception {
        var body = Map.of("command", List.of("cat"), "interactive", false);
        var session = "/api/v1/sessions/" + api().session(Lab.get().remotes().getFirst(), body);
        var input = api().base() + session + "/input?eof=true";

        run("(echo early; sleep %s; echo late) | curl -sSN -H @- -X POST -T /dev/fd/3 %s 3<&0 <<<\"$AUTH\""
                .formatted(PAUSE, input));

        assertThat(api().get(session + "/wait?timeout=30s").status()).isEqualTo(200);
        assertThat(api().get(session + "/output").response().body()).isEqualTo("early\nlate\n");
    }

    private String run(String script) throws Exception {
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "URL", api().base() + "/api/v1/instances/demo/exec", "AUTH", "Authorization: Bearer " + TOKEN));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
