package dev.lxdgateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules as promtool takes them: each fires when it should, and on a quiet day none. */
class AlertRulesIT {

    @TempDir
    private Path directory;

    private void promtool(String... arguments) throws IOException {
        Files.writeString(directory.resolve("alerts.yaml"), AlertsDocumentTests.alertsText());
        Files.copy(Path.of("src/test/resources/prometheus/alerts-test.yaml"), directory.resolve("alerts-test.yaml"));
        var command = new String[] {
            "promtool", arguments[0], "rules", directory.resolve(arguments[1]).toString()
        };
        var ran = Lab.run(command);
        assertThat(ran.status()).as(ran.output()).isZero();
    }

    @Test
    void areRules() throws IOException {
        promtool("check", "alerts.yaml");
    }

    @Test
    void fireWhenTheyShould() throws IOException {
        promtool("test", "alerts-test.yaml");
    }
}
