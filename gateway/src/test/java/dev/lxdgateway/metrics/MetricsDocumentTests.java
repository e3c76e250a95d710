package dev.lxdgateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.access.Action;
import dev.lxdgateway.access.Event.Result;
import dev.lxdgateway.lxd.Certificates.Use;
import dev.lxdgateway.lxd.LxdObserver.Answer;
import dev.lxdgateway.metrics.Metric.Kind;
import dev.lxdgateway.session.ExitReason;
import dev.lxdgateway.session.SessionObserver.Gap;
import dev.lxdgateway.session.SessionObserver.Held;
import dev.lxdgateway.session.SessionObserver.Phase;
import dev.lxdgateway.session.Tail;
import dev.lxdgateway.support.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Writes the list in {@code docs/metrics.md}, or tells that the code has gone on without it. */
class MetricsDocumentTests {

    private static final String BEGIN = "<!-- made by dev/write-metrics -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void describesTheCodeAsItIs() throws IOException {
        var path = Lab.root().resolve("docs/metrics.md");
        var text = Files.readString(path);
        var before = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
        var now = before + table() + text.substring(text.indexOf(END));
        if (Boolean.getBoolean("metrics.write")) {
            Files.writeString(path, now);
        }

        assertThat(Files.readString(path))
                .withFailMessage("docs/metrics.md is not what the code says now; dev/write-metrics writes it anew")
                .isEqualTo(now);
    }

    private static String table() {
        var head = "| metric | type | unit | labels | tells | worry |\n| --- | --- | --- | --- | --- | --- |\n";
        return Arrays.stream(Metric.values()).map(MetricsDocumentTests::row).collect(Collectors.joining("", head, ""));
    }

    private static String row(Metric metric) {
        var type =
                metric.kind() == Kind.TIMER ? "histogram" : metric.kind().name().toLowerCase(Locale.ROOT);
        return "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        MetricNames.of(metric),
                        type,
                        metric.unit(),
                        metric.labels().stream()
                                .map(MetricsDocumentTests::label)
                                .collect(Collectors.joining("; ")),
                        metric.description(),
                        metric.worry());
    }

    private static String label(Label label) {
        var choices = label.choices().stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
        return choices.isEmpty() ? "`%s`".formatted(label.word()) : "`%s`: %s".formatted(label.word(), choices);
    }

    @Test
    void namesEveryValueThatTheCodeHas() {
        Map<Label, Enum<?>[]> values = Map.of(
                Label.ACTION, Action.values(),
                Label.RESULT, Result.values(),
                Label.EXIT_REASON, ExitReason.values(),
                Label.TAIL, Tail.values(),
                Label.PHASE, Phase.values(),
                Label.GAP, Gap.values(),
                Label.HELD, Held.values(),
                Label.OUTCOME, Answer.values());

        values.forEach((label, choices) ->
                assertThat(label.choices()).as(label.name()).isEqualTo(words(Arrays.stream(choices))));
        assertThat(Label.CERTIFICATE.choices())
                .containsAll(words(Arrays.stream(Use.values())))
                .contains("own");
    }

    private static List<String> words(Stream<? extends Enum<?>> values) {
        return values.map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    @Test
    void saysOfEachMetricWhatItTells() {
        assertThat(Metric.values()).allSatisfy(metric -> {
            assertThat(metric.description()).matches("[A-Z].*[^.]");
            assertThat(metric.description() + metric.worry()).doesNotContain("|");
            assertThat(MetricNames.of(metric)).startsWith("gateway_").matches("[a-z_]+");
        });
        assertThat(MetricNames.all()).hasSameSizeAs(Metric.values());
    }
}
