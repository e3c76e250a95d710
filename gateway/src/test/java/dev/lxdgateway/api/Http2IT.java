package dev.lxdgateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.WithGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A raw exec over HTTP/2 without TLS. */
@Timeout(60)
class Http2IT extends WithGateway {

    private static Process curl(Api api, List<String> method, String remote, String query) throws IOException {
        var command = new ArrayList<>(List.of("curl", "-sSN", "--http2-prior-knowledge", "-D", "/dev/stderr"));
        command.addAll(method);
        command.addAll(List.of("-H", "Authorization: Bearer " + api.token()));
        command.add("%s/api/v1/instances/demo/exec?remote=%s&%s".formatted(api.base(), remote, query));
        return new ProcessBuilder(command).start();
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void pipesBothWaysAndTellsTheExitInTrailers(String remote) throws Exception {
        var curl = curl(api(), List.of("-T", "-"), remote, "command=sh&command=-c&command=cat;exit+3");
        Thread.ofVirtual().start(() -> feed(curl, "x".repeat(1_000_000)));
        var stdout = curl.getInputStream().readAllBytes();
        var headers = new String(curl.getErrorStream().readAllBytes(), UTF_8);

        assertThat(curl.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(curl.exitValue()).isZero();
        assertThat(stdout).hasSize(1_000_000);
        assertThat(headers).startsWith("HTTP/2 200").contains("exec-exit-code: 3", "exec-stdout-bytes: 1000000");
    }

    /** Beside its reader: curl takes no more while nobody takes what it prints. */
    private static void feed(Process curl, String input) {
        try (var stdin = curl.outputWriter(UTF_8)) {
            stdin.write(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void endsTheCommandOfACallerThatIsKilled(String remote) throws Exception {
        killACaller(api(), remote);
    }

    /** Kills one and waits for the end of its command. */
    static void killACaller(Api api, String remote) throws IOException {
        var curl = curl(api, List.of("-X", "POST"), remote, "command=sh&command=-c&command=echo+$$;exec+sleep+1000");
        var pid = curl.inputReader().readLine();

        curl.destroyForcibly();

        await().until(() -> api.exec(remote, "kill", "-0", pid).path("exitCode").asInt() != 0);
    }
}
