package dev.lxdgateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.OtlpReceiver;
import dev.lxdgateway.support.OtlpReceiver.Seen;
import dev.lxdgateway.support.OwnGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** What a collector of traces gets of an exec, if it is to get anything. */
@ExtendWith(OutputCaptureExtension.class)
class TracesIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final String SECRET = "hunter2-is-secret";

    private final String remote = Lab.get().remotes().getFirst();

    private OwnGateway gateway(String... more) {
        var properties = new ArrayList<>(List.of(
                "--gateway.remotes.%s.socket=%s".formatted(remote, Lab.get().value(remote, "SOCKET"))));
        properties.addAll(List.of(more));
        return OwnGateway.start(properties.toArray(String[]::new));
    }

    private void exec(OwnGateway gateway) {
        var answer = gateway.api()
                .call(
                        "POST",
                        "/api/v1/instances/demo/exec?remote=" + remote,
                        "{\"command\":[\"echo\",\"%s\"]}".formatted(SECRET),
                        Map.of("traceparent", "00-%s-%s-01".formatted(TRACE, CALLER)));
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void tellsOfAnExecInTheTraceOfItsCaller(CapturedOutput output) throws Exception {
        try (var receiver = OtlpReceiver.start();
                var gateway = gateway(
                        "--gateway.tracing.enabled=true",
                        "--management.opentelemetry.tracing.export.schedule-delay=100ms",
                        "--management.opentelemetry.tracing.export.otlp.endpoint=" + receiver.endpoint())) {
            exec(gateway);
            gateway.api().get("/livez");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> spans(receiver).stream()
                            .anyMatch(span -> span.parent().equals(CALLER)));

            var spans = spans(receiver);
            var post = named(spans, "http post /api/v1/instances/{instance}/exec");
            assertThat(post.parent()).isEqualTo(CALLER);
            var exec = named(spans, "exec");
            assertThat(exec.parent()).isEqualTo(post.id());
            assertThat(spans.stream()
                            .filter(span -> span.parent().equals(exec.id()))
                            .sorted(Comparator.comparingLong(Seen::start))
                            .map(Seen::name))
                    .startsWith("lxd exec request")
                    .endsWith("drain")
                    .containsExactlyInAnyOrder("lxd exec request", "lxd sockets", "first output", "run", "drain");
            assertThat(spans).allSatisfy(span -> assertThat(span.start()).isLessThanOrEqualTo(span.end()));
            assertThat(exec.attributes())
                    .containsEntry("lxd.instance", "demo")
                    .containsEntry("exec.exit_code", "0")
                    .containsEntry("exec.stdout.bytes", String.valueOf(SECRET.length() + 1));
            assertThat(receiver.spans()).allSatisfy(span -> {
                assertThat(span.toString()).doesNotContain(SECRET, "admin", "echo");
                assertThat(span.attributes().getOrDefault("http.url", "")).doesNotStartWith("/livez");
            });
        }
        assertThat(lines(output))
                .anySatisfy(line -> {
                    assertThat(line.get("message")).isEqualTo("Session started");
                    assertThat(line.get("trace.id")).isEqualTo(TRACE);
                    assertThat(line.get("span.id")).isNotNull();
                })
                .noneSatisfy(line -> assertThat(line.toString()).contains(SECRET));
    }

    private static List<Seen> spans(OtlpReceiver receiver) {
        return receiver.spans().stream()
                .filter(span -> span.trace().equals(TRACE))
                .toList();
    }

    private static Seen named(List<Seen> spans, String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span '%s' in %s".formatted(name, spans)));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> lines(CapturedOutput output) {
        return output.getOut()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(line -> (Map<String, Object>) JsonMapper.shared().readValue(line, Map.class))
                .toList();
    }

    @Test
    void hasNoThreadAndNoExporterUnlessWanted() throws Exception {
        try (var receiver = OtlpReceiver.start();
                var gateway =
                        gateway("--management.opentelemetry.tracing.export.otlp.endpoint=" + receiver.endpoint())) {
            exec(gateway);

            assertThat(gateway.context().getBeanDefinitionNames())
                    .noneMatch(bean ->
                            bean.toLowerCase(Locale.ROOT).matches(".*(opentelemetry|otlp|tracer|spanprocessor).*"));
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().contains("BatchSpanProcessor"));
            assertThat(receiver.spans()).isEmpty();
        }
    }
}
