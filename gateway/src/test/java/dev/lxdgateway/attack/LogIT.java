package dev.lxdgateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Api;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Those who write into the log what did not happen. */
@ExtendWith(OutputCaptureExtension.class)
class LogIT extends WithVictim {

    private static final String FORGED = "\r\n{\"forged\":true}\u2028\u0085\u001b[2J";

    @Test
    void writeNoLinesOfTheirOwn(CapturedOutput log) {
        var encoded = "%0d%0a%7B%22forged%22%3Atrue%7D%1b%5b2J";
        var command = Map.of("command", List.of("echo", FORGED), "environment", Map.of("EVIL", FORGED));
        api().post(EXEC, command);
        api().exec(remote(), "sh", "-c", "printf '\\r\\n{\"forged\":true}\\n'; exit 3");
        api().post("/api/v1/instances/" + encoded + "/exec", command);
        api().post(EXEC + "?project=" + encoded, command);
        api().post("/api/v1/tokens", Map.of("name", FORGED, "expiresIn", "1h"));
        api().call("GET", "/api/v1/me", null, Map.of("Authorization", "Bearer {\"forged\":true}"));
        api().call("POST", EXEC, "{\"command\":[\"true\"]}", Map.of("Origin", "http://{\"forged\":true}"));
        api().call("POST", EXEC, "{\"forged\":true}", Map.of("Idempotency-Key", "{\"forged\":true}"));
        RawConnection.ask(api(), "GET /{\"forged\":true} HTTP/1.1\n{\"forged\":true}\n\n");
        var own =
                api().session(remote(), Map.of("command", List.of("sh", "-c", "echo " + FORGED), "interactive", true));
        api().get("/api/v1/sessions/" + own + "/wait?timeout=10s");

        assertThat(log.getOut()).contains("session");
        log.getOut().lines().filter(line -> !line.isBlank()).forEach(line -> {
            var event = Api.JSON.readTree(line);
            assertThat(event.path("@timestamp").isMissingNode()).as(line).isFalse();
            assertThat(event.has("forged")).as(line).isFalse();
        });
        assertThat(log.getOut()).doesNotContain("\u001b", TOKEN);
    }
}
